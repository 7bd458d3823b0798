import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCore, systemWorld } from '../../electron/core/compose.ts';
import { readCoreConfig } from '../../electron/core/config.ts';
import { fixedOperator } from '../../electron/core/operator.ts';
import { silentLog } from '../../electron/core/system.ts';

const main = path.join(import.meta.dirname, '../../station/main.ts');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'station-command-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(...args: string[]) {
  const env = { ...process.env, DATABASE_URL: '' };
  const child = spawn(process.execPath, [main, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const says = async (text: RegExp) => {
    while (!text.test(out)) {
      if (child.exitCode !== null) throw new Error(out);
      await new Promise((resolve) => child.stdout.once('data', resolve));
    }
    return text.exec(out)?.[1] ?? '';
  };
  return { child, ended, says, output: () => out };
}

test('the station runs on a PostgreSQL of its own until SIGTERM, and ends everything it started', async () => {
  const station = start('--port', '0', '--data', folder);
  const page = await station.says(/Page: (\S+)/);
  const url = new URL(page).origin;
  expect((await fetch(`${url}/health`)).status).toBe(200);
  const second = start('--port', '0', '--data', folder);
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain('in use by another station');
  station.child.kill('SIGTERM');
  expect(await station.ended).toBe(0);
  await expect(fetch(`${url}/health`)).rejects.toThrow();
  const rebuilt = start('rebuild', '--data', folder);
  expect(await rebuilt.ended).toBe(0);
  expect(rebuilt.output()).toContain('0 entries replayed');
});

test.each([
  ['--port', 'x'],
  ['--data', import.meta.filename, '--port', '0'],
  ['what'],
  ['--unknown'],
])('%s %s is answered with a sentence and exit 1', async (...args) => {
  const station = start(...args);
  expect(await station.ended).toBe(1);
  expect(station.output()).not.toContain('    at ');
});

test('a station set up from one document serves a vehicle that was never in a demo', async () => {
  const data = await mkdtemp(path.join(tmpdir(), 'station-furnished-'));
  try {
    const example = path.join(import.meta.dirname, '../../resources/station/example.json');
    const furnished = start('furnish', example, '--data', data);
    expect(await furnished.ended).toBe(0);
    expect(furnished.output()).toContain('45 of 45 rows understood');
    const code = /enrolment code (\S+) \(one laptop/.exec(furnished.output())?.[1] ?? '';

    const station = start('--port', '0', '--data', data);
    const url = new URL(await station.says(/Page: (\S+)/)).origin;
    const config = readCoreConfig(
      ['--data', path.join(data, 'vehicle'), '--station', url, '--enrol', code],
      path.join(import.meta.dirname, '../../resources'),
    );
    if (!config.ok) throw new Error(config.error);
    const core = startCore(config.value, { ...systemWorld, log: silentLog });
    try {
      const ask = (name: string) => core.call({ name, input: {} }, fixedOperator);
      expect(await ask('sync.now')).toMatchObject({ ok: true, value: { state: 'idle' } });
      const { value } = (await ask('drive.list')) as { readonly value: { drives: unknown[] } };
      expect(value.drives.length).toBe(45);
      expect(value).toMatchObject({ dinsLeft: 500, bagLots: [{ lot: 'CPDA400-26A' }] });
      const opened = await core.call(
        {
          name: 'session.open',
          commandId: '01890a5d-ac96-774b-bcce-b302099a8057',
          input: {
            driveId: 'city-units-0001',
            bagLots: ['CPDA400-26A'],
            clockConfirmedAtMs: Date.now(),
          },
        },
        fixedOperator,
      );
      expect(opened.ok).toBe(true);
    } finally {
      await core.close();
    }
    station.child.kill('SIGTERM');
    expect(await station.ended).toBe(0);
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}, 60_000);

test('a document that is wrong is refused by name, and the sentence says where', async () => {
  const wrong = path.join(folder, 'wrong.json');
  await writeFile(wrong, JSON.stringify({ staff: [{ operatorId: 'a b', name: 'x', roles: [] }] }));
  const furnished = start('furnish', wrong, '--data', path.join(folder, 'wrong-station'));
  expect(await furnished.ended).toBe(1);
  expect(furnished.output()).toContain('staff');
  expect(furnished.output()).toContain('operatorId');
}, 60_000);
