import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DatabaseUnreadable, openConnection } from '../../electron/core/store/connection.ts';
import { DataFolderInUse } from '../../electron/core/store/lock.ts';
import { DatabaseNewer } from '../../electron/core/store/migrate.ts';
import { byHand, databaseIn, keyHex, sha256Of, storeIn } from '../support/fresh-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const pragmas = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  trusted_schema: 0,
  busy_timeout: 2000,
};

const heldPragmas = (path: string) => {
  const db = openConnection(path, keyHex);
  const held = Object.fromEntries(Object.keys(pragmas).map((name) => [name, db.pragma(name)]));
  db.close();
  return held;
};

test('a new database has every pragma, and so has an existing one each time it is opened again', () => {
  const path = join(temporaryFolder(), 'a.db');
  expect(heldPragmas(path)).toEqual(pragmas);
  for (let opens = 0; opens < 3; opens += 1) expect(heldPragmas(path)).toEqual(pragmas);
});

test('a WAL database left behind by a crash is opened again at synchronous FULL', () => {
  const [from, to] = [temporaryFolder(), temporaryFolder()];
  const store = storeIn(from);
  for (const end of ['', '-wal']) copyFileSync(databaseIn(from) + end, databaseIn(to) + end);
  store.close();
  expect(heldPragmas(databaseIn(to))).toEqual(pragmas);
});

test('the file is encrypted: no word of the schema stands in it', () => {
  const folder = temporaryFolder();
  storeIn(folder).close();
  const bytes = readFileSync(databaseIn(folder)).toString('latin1');
  expect(bytes.startsWith('SQLite format 3')).toBe(false);
  expect(bytes).not.toContain('CREATE TABLE');
});

test('a wrong key is refused as unreadable, changes nothing and lets the folder go', () => {
  const folder = temporaryFolder();
  storeIn(folder).close();
  const before = sha256Of(readFileSync(databaseIn(folder)));
  expect(() => openConnection(databaseIn(folder), 'cd'.repeat(32))).toThrow(DatabaseUnreadable);
  expect(() => openConnection(databaseIn(folder), 'short')).toThrow(DatabaseUnreadable);
  expect(sha256Of(readFileSync(databaseIn(folder)))).toBe(before);
  storeIn(folder).close();
});

test('a folder held by another process is refused, and is free again once that process was killed', async () => {
  const folder = temporaryFolder();
  const script = join(import.meta.dirname, '..', 'support', 'run-store.ts');
  const holder = spawn(process.execPath, [script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  const before = sha256Of(readFileSync(databaseIn(folder)));
  expect(() => storeIn(folder)).toThrow(DataFolderInUse);
  expect(sha256Of(readFileSync(databaseIn(folder)))).toBe(before);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  storeIn(folder).close();
});

test('a second store in one process is refused, and the first goes on', () => {
  const folder = temporaryFolder();
  const store = storeIn(folder);
  expect(() => storeIn(folder)).toThrow(DataFolderInUse);
  expect(store.reader.all).toBeTypeOf('function');
  store.close();
  storeIn(folder).close();
});

test('a database newer than the app is refused and not one byte of it changes', () => {
  const folder = temporaryFolder();
  storeIn(folder).close();
  const db = byHand(folder);
  db.exec('PRAGMA user_version = 9990');
  db.close();
  const before = sha256Of(readFileSync(databaseIn(folder)));
  expect(() => storeIn(folder)).toThrow(DatabaseNewer);
  expect(sha256Of(readFileSync(databaseIn(folder)))).toBe(before);
});

test('a newer database with a log left by a crash keeps database and log byte for byte', () => {
  const [from, to] = [temporaryFolder(), temporaryFolder()];
  storeIn(from).close();
  const newer = byHand(from);
  newer.exec('PRAGMA user_version = 9990; CREATE TABLE of_the_future (a TEXT) STRICT;');
  const files = ['', '-wal'].map((end) => {
    copyFileSync(databaseIn(from) + end, databaseIn(to) + end);
    return { path: databaseIn(to) + end, sha256: sha256Of(readFileSync(databaseIn(to) + end)) };
  });
  newer.close();
  expect(() => storeIn(to)).toThrow(DatabaseNewer);
  for (const { path, sha256 } of files) expect(sha256Of(readFileSync(path))).toBe(sha256);
});
