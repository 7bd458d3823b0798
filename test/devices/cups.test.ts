import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPrinter } from '../../electron/core/devices/printer.ts';
import { listQueues } from '../../electron/core/devices/ports/spool.ts';
import { printerTrouble } from '../../shared/codec/printer-status.ts';
import { freePort } from '../../station/embedded/postmaster.ts';
import { listenHere } from '../../simulators/loopback.ts';
import { realDeviceDeps, until } from '../support/device-deps.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const QUEUE = 'Label printer'.replace(' ', '_');
const HOLDS_MS = 40_000;

/** A CUPS of this test's own: another port, another folder, nothing of the machine's touched. */
async function startCups(): Promise<{ readonly address: string; readonly child: ChildProcess }> {
  const port = await freePort();
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  for (const name of ['root', 'spool', 'tmp', 'cache', 'state', 'log'])
    mkdirSync(join(folder, name));
  const all = 'Order allow,deny\n  Allow all';
  writeFileSync(
    join(folder, 'cupsd.conf'),
    `Listen 127.0.0.1:${port}\nBrowsing Off\nWebInterface No\nDefaultAuthType None\n<Location />\n  ${all}\n</Location>\n<Location /admin>\n  ${all}\n</Location>\n<Policy default>\n<Limit All>\n  ${all}\n</Limit>\n</Policy>\n`,
  );
  const at = (name: string) => join(folder, name);
  writeFileSync(
    at('cups-files.conf'),
    `ServerRoot ${at('root')}\nRequestRoot ${at('spool')}\nTempDir ${at('tmp')}\nCacheDir ${at('cache')}\nStateDir ${at('state')}\nErrorLog ${at('log/error')}\nAccessLog ${at('log/access')}\nPageLog ${at('log/page')}\nSystemGroup root\n`,
  );
  const args = ['-f', '-c', at('cupsd.conf'), '-s', at('cups-files.conf')];
  const child = spawn('cupsd', args, { stdio: 'ignore' });
  const address = `127.0.0.1:${port}`;
  const isUp = () =>
    spawnSync('lpstat', ['-h', address, '-r'], { encoding: 'utf8' }).stdout.includes('is running');
  await until('CUPS runs', isUp, 10_000);
  return { address, child };
}

const run = (program: string, ...args: readonly string[]): void => {
  const { status, stderr } = spawnSync(program, [...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
};

describe('a print queue of the operating system', () => {
  const received: Buffer[] = [];
  const paper = createServer((socket) => socket.on('data', (bytes) => received.push(bytes)));
  let cups: Awaited<ReturnType<typeof startCups>>;
  const before = process.env['CUPS_SERVER'];

  beforeAll(async () => {
    const port = await listenHere(paper);
    cups = await startCups();
    process.env['CUPS_SERVER'] = cups.address;
    run('lpadmin', '-p', QUEUE, '-E', '-v', `socket://127.0.0.1:${port}`, '-m', 'raw');
  });
  afterAll(async () => {
    if (before === undefined) delete process.env['CUPS_SERVER'];
    else process.env['CUPS_SERVER'] = before;
    const ended = new Promise((resolve) => cups.child.once('exit', resolve));
    cups.child.kill('SIGTERM');
    await ended;
    paper.close();
  });
  const open = async () => {
    const printer = createPrinter(
      realDeviceDeps(),
      { url: { kind: 'spool', queue: QUEUE } },
      { onState: () => {} },
    );
    await until('the queue is found', () => printer.state().kind === 'ready');
    return printer;
  };

  it('is listed, takes a job and passes on its bytes as they are', {
    timeout: HOLDS_MS,
  }, async () => {
    expect(await listQueues()).toEqual([QUEUE]);
    const printer = await open();
    const status = await printer.status();
    expect(status.ok && printerTrouble(status.value)).toBeNull();
    const job = Uint8Array.from({ length: 3000 }, (_, at) => at % 256);
    expect(await printer.print(job)).toEqual({ ok: true, value: undefined });
    await until('the bytes', () => Buffer.concat(received).length === job.length);
    expect(Buffer.concat(received).equals(Buffer.from(job))).toBe(true);
    await printer.close();
  });

  it('that was stopped is said to be paused before a job is given to it', {
    timeout: HOLDS_MS,
  }, async () => {
    const printer = await open();
    run('cupsdisable', QUEUE);
    const status = await printer.status();
    expect(status.ok && printerTrouble(status.value)).toBe('paused');
    run('cupsenable', QUEUE);
    await printer.close();
  });

  it('stopped with a job in it gives the job up for uncertain and takes it out, so that no label comes later', {
    timeout: HOLDS_MS,
  }, async () => {
    const printer = await open();
    const length = Buffer.concat(received).length;
    run('cupsdisable', QUEUE);
    expect(await printer.print(Buffer.from('^XA^XZ'))).toMatchObject({
      ...{ ok: false, error: { left: 'maybe', reason: 'queue-stopped' } },
    });
    run('cupsenable', QUEUE);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(Buffer.concat(received).length).toBe(length);
    await printer.close();
  });

  it('that does not exist is not there', async () => {
    const printer = createPrinter(
      realDeviceDeps(),
      { url: { kind: 'spool', queue: 'Nobody' } },
      { onState: () => {} },
    );
    await until('the answer', () => printer.state().kind === 'absent');
    expect(printer.state()).toEqual({ kind: 'absent', reason: 'not-there' });
    await printer.close();
  });
});

it('without CUPS there is no queue, and nothing fails', async () => {
  const path = process.env['PATH'];
  process.env['PATH'] = temporaryFolder();
  try {
    expect(await listQueues()).toEqual([]);
  } finally {
    process.env['PATH'] = path;
  }
});
