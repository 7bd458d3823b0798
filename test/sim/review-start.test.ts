import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createFileKeyStore } from '../../electron/core/keys.ts';
import { startRefusal } from '../../electron/core/start-refusal.ts';
import { DatabaseUnreadable } from '../../electron/core/store/connection.ts';
import { databaseFile } from '../../electron/core/store/store.ts';

const folders: string[] = [];
afterEach(() => {
  for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'bloodmobile-review-'));
  folders.push(made);
  return made;
}

const timeLimitMs = 20_000;

/** Runs a command of the project to its end, or stops it at the time limit. */
function run(...args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeLimitMs);
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => {
    said += bytes.toString('utf8');
  });
  return new Promise((resolve) => {
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, said });
    });
  });
}

const host = (...args: readonly string[]) => run('electron/browser/main.ts', ...args);
const noStack = /\n\s+at /;

test('a database whose key file is missing is not given a new key', () => {
  const data = folder();
  writeFileSync(join(data, databaseFile), 'there');
  expect(() => createFileKeyStore(data).databaseKeyHex()).toThrow(DatabaseUnreadable);
  expect(existsSync(join(data, 'database.key'))).toBe(false);
});

test('the program that comes second in a new folder takes the key that is there, and nobody else may read it', () => {
  const data = folder();
  const first = createFileKeyStore(data);
  const second = createFileKeyStore(data);
  const key = first.databaseKeyHex();
  expect(second.databaseKeyHex()).toBe(key);
  expect(second.devicePublicKey()).toBe(first.devicePublicKey());
  expect(readdirSync(data).toSorted()).toEqual(['database.key', 'device-key.pem']);
  if (process.platform === 'win32') return;
  for (const name of readdirSync(data)) expect(statSync(join(data, name)).mode & 0o077).toBe(0);
});

test.each([
  ['ENOSPC', '磁盘已满'],
  ['SQLITE_FULL', '磁盘已满'],
  ['EROFS', '不可写'],
  ['SQLITE_READONLY_DIRECTORY', '不可写'],
])('%s is a sentence that says what to do', (code, words) => {
  const fault = Object.assign(new Error('trouble'), { code });
  expect(startRefusal(fault, '/data')).toContain(words);
});

test('a file of the program that is missing is our fault, not the folder’s', () => {
  const fault = Object.assign(new Error('gone'), { code: 'ENOENT', path: '/program/rules' });
  expect(startRefusal(fault, '/data')).toBeUndefined();
});

test('a file in the place of the data folder is said in a sentence', async () => {
  const place = join(folder(), 'a-file');
  writeFileSync(place, '');
  const { code, said } = await host('--data', place);
  expect(code).toBe(1);
  expect(said).toContain('--data');
  expect(said).not.toMatch(noStack);
}, 30_000);

test('an option nobody knows, an empty folder name and an address of another machine are said in a sentence', async () => {
  for (const [args, words] of [
    [['--bogus', '1'], '--bogus'],
    [['--data', ''], '--data'],
    [['--data', folder(), '--host', '203.0.113.9'], '--host'],
    [['--data', folder(), '--token', ''], '--token'],
    [['--data', folder(), '--station', 'http://'], '--station'],
  ] as const) {
    const { code, said } = await host(...args);
    expect(code, words).toBe(1);
    expect(said).toContain(words);
    expect(said).not.toMatch(noStack);
  }
}, 60_000);

test('verifying a folder whose key is missing is said in a sentence', async () => {
  const data = folder();
  writeFileSync(join(data, databaseFile), 'there');
  const { code, said } = await run('scripts/verify.ts', '--data', data);
  expect(code).toBe(1);
  expect(said).toContain('key file is missing');
  expect(said).not.toMatch(noStack);
}, 30_000);
