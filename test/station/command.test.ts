import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

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

test('a plan can be looked at before anything is stored', async () => {
  const file = path.join(import.meta.dirname, '../../resources/plans/zhangjiajie-2012-targets.csv');
  const preview = start('preview', file, '--json');
  expect(await preview.ended).toBe(0);
  expect(JSON.parse(preview.output())).toEqual({
    rows: 89,
    understood: 89,
    rejected: 0,
    units: 89,
    targets: 89,
    targetTotal: 6830,
  });
});

test.each([
  ['--port', 'x'],
  ['--data', import.meta.filename, '--port', '0'],
  ['what'],
  ['preview', '/nowhere.csv'],
  ['--unknown'],
])('%s %s is answered with a sentence and exit 1', async (...args) => {
  const station = start(...args);
  expect(await station.ended).toBe(1);
  expect(station.output()).not.toContain('    at ');
});
