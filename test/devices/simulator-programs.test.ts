import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createIdReader } from '../../electron/core/devices/id-reader.ts';
import { li, zhang } from '../support/card-files.ts';
import { deviceUrl, realDeviceDeps, until } from '../support/device-deps.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const children: ChildProcess[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGTERM');
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** Starts a simulator as a person does and waits for its first line. */
const simulate = async (...args: string[]) => {
  const child = spawn(process.execPath, ['simulators/main.ts', ...args], { stdio: 'pipe' });
  children.push(child);
  let said = '';
  let complained = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    complained += text.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const lines = (): unknown[] =>
    said
      .split('\n')
      .slice(0, -1)
      .map((line): unknown => JSON.parse(line));
  return { child, ended, lines, complained: () => complained };
};
type Program = Awaited<ReturnType<typeof simulate>>;

const started = async (program: Program): Promise<{ device: string; url: string }> => {
  await until('the first line', () => program.lines().length > 0, 15_000);
  return program.lines()[0] as { device: string; url: string };
};

const listenTo = async (url: string): Promise<() => string> => {
  const socket = connect(Number(url.split(':').at(-1)), '127.0.0.1');
  sockets.push(socket);
  let heard = '';
  socket.on('data', (bytes) => {
    heard += bytes.toString('latin1');
  });
  socket.on('error', () => {});
  return () => heard;
};

const scriptFile = (...steps: object[]): string => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'li.json'), JSON.stringify(li));
  const path = join(folder, 'script.jsonl');
  writeFileSync(path, steps.map((step) => JSON.stringify(step)).join('\n'));
  return path;
};

it('a scanner alone scans a list when somebody has opened it, and ends', async () => {
  const path = scriptFile(
    { scan: '=A99991712345600' },
    { pauseMs: 30 },
    { scan: '=A99991712345607', suffix: 'crlf' },
    { fault: 'silence' },
    { scan: 'nobody hears this' },
    { scan: 'last' },
    { pauseMs: 200 },
  );
  const program = await simulate('scanner', '--transport', 'tcp', '--script', path, '--once');
  const { device, url } = await started(program);
  expect(device).toBe('scanner');
  const heard = await listenTo(url);
  expect(await program.ended).toBe(0);
  expect(heard()).toBe('=A99991712345600\r=A99991712345607\r\nlast\r');
});

it.each(['sam', 'sidecar'])(
  'a card reader alone (%s) gives the cards of a script to the app',
  async (protocol) => {
    const path = scriptFile(
      { place: 'li.json' },
      { pauseMs: 1500 },
      { remove: true },
      { pauseMs: 700 },
      { place: zhang },
      { pauseMs: 1500 },
    );
    const args = ['--protocol', protocol, '--transport', 'tcp', '--script', path, '--once'];
    const program = await simulate('id-reader', ...args);
    const { url } = await started(program);
    const seen: string[] = [];
    const reader = createIdReader(
      realDeviceDeps(),
      { url: deviceUrl(url), pollMs: 50 },
      {
        onState: () => {},
        onCard: ({ card }) => seen.push(card.name),
        onRemoved: () => seen.push('removed'),
        onProblem: ({ kind }) => seen.push(kind),
      },
    );
    expect(await program.ended).toBe(0);
    await reader.close();
    expect(seen.slice(0, 3)).toEqual([li.name, 'removed', zhang.name]);
  },
);

it('a scale alone does what is typed, says what it cannot do, and goes on', async () => {
  const program = await simulate('scale', '--transport', 'tcp', '--script', '-');
  const heard = await listenTo((await started(program)).url);
  program.child.stdin?.write('{"weigh":421}\n{"dance":1}\n{"weigh":"heavy"}\n{"overload":true}\n');
  await until('the overload', () => heard().includes('OL'));
  expect(program.complained()).toContain('dance');
  expect(program.complained()).toContain('heavy');
  expect(program.lines().slice(1)).toEqual([{ did: { weigh: 421 } }, { did: { overload: true } }]);
});

it('a blood pressure monitor alone fails by chance as the command line says', async () => {
  const path = scriptFile({ measure: { systolic: 128, diastolic: 79, pulse: 72 } });
  const args = ['--transport', 'tcp', '--script', path, '--repeat', '40', '--once'];
  const program = await simulate('bp', ...args, '--fault', 'silence:0.5', '--seed', '3');
  const heard = await listenTo((await started(program)).url);
  expect(await program.ended).toBe(0);
  await until('what was on the way', () => heard().length > 0);
  const measurements = heard().split('\r\n').length - 1;
  expect(measurements).toBeGreaterThan(8);
  expect(measurements).toBeLessThan(32);
});

it('a printer alone says which labels it printed, on a pseudo-terminal or a socket', async () => {
  const program = await simulate('printer', '--transport', 'tcp');
  const { url } = await started(program);
  const socket = connect(Number(url.split(':').at(-1)), '127.0.0.1');
  sockets.push(socket);
  socket.write('^XA^BCN,80,N,N,N,A^FD=A99992600000100^FS^XZ');
  await until('the label', () => program.lines().length > 1);
  expect(program.lines()[1]).toMatchObject({ label: { barcodes: ['=A99992600000100'] } });
});

it.each([
  [['toaster'], 'no such device'],
  [['scanner', '--fault', 'rain'], 'no such fault'],
  [['scanner', '--script', '/nowhere.jsonl'], 'ENOENT'],
  [['id-reader', '--protocol', 'sidecar', '--transport', 'pty'], 'socket'],
  [['scale', '--port', 'x'], 'not a number'],
])('%j ends with a sentence and no trace', async (args, sentence) => {
  const program = await simulate(...args);
  expect(await program.ended).not.toBe(0);
  expect(program.complained()).toContain(sentence);
  expect(program.complained()).not.toContain('    at ');
});
