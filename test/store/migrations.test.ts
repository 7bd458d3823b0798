import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { openConnection } from '../../electron/core/store/connection.ts';
import { migrate } from '../../electron/core/store/migrate.ts';
import { migrations, newestMigration } from '../../electron/core/store/migrations/index.ts';
import { projectedTables } from '../../electron/core/store/tables.ts';
import { keyHex } from '../support/fresh-store.ts';

/** SHA-256 of each migration as shipped. A new migration gets a line; a line is never changed after a release. */
const shipped = {
  '0010-day': 'd9438214446c303997c4a22096757b536ce3bdab23e71f1e5279e2bd5021442b',
  '0020-screening': '584c16c6efbf6815481d963371c38cc7ae06a0a90eb02411f2f5258feaf3faa8',
  '0030-turned-screens': 'a8c7408c20dc0f619ea538637617f35c95b953f868162db65e3757010dbfae6a',
  '0040-laptop': 'd4b5b453e897e299d78021a85ce4c63712551d7feaf37b8fd1e838dc7c60ca25',
  '0050-verdicts': 'de0d54bd0bfb723751240400af5e5429b2c5a75f609f77d29596728c09f8982c',
  '0060-former-keys': '6ed289b9279752b762cb96d091f1fcf1b64e5e35e2ed894fc6497e4379721136',
  '0070-plan-and-unpacking': '24f3a9e3f3ab2677424c805d2beded00dcf434a8062330b0866699fb490b1c86',
};

test('no shipped migration has changed', () => {
  const hashes = migrations.map(({ name, sql }) => [
    name,
    createHash('sha256').update(sql).digest('hex'),
  ]);
  expect(Object.fromEntries(hashes)).toEqual(shipped);
});

test('migrations are numbered by tens, in order, and named after their number', () => {
  const numbers: readonly number[] = migrations.map(({ number }) => number);
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  expect(numbers.filter((number) => number % 10 !== 0)).toEqual([]);
  for (const { number, name } of migrations) {
    expect(name).toMatch(/^\d{4}-[a-z-]+$/);
    expect(Number(name.slice(0, 4))).toBe(number);
  }
  expect(newestMigration).toBe(numbers.at(-1));
});

test('an empty database is brought to the newest version once', () => {
  const db = openConnection(':memory:', keyHex, 'memory');
  expect(migrate(db)).toBe(true);
  expect(db.pragma('user_version')).toBe(newestMigration);
  expect(migrate(db)).toBe(false);
  for (const table of projectedTables) expect(db.pragma(`table_list(${table})`)).toBeDefined();
  db.close();
});

test('a migration that breaks half-way leaves nothing of itself', () => {
  const db = openConnection(':memory:', keyHex, 'memory');
  // A table of a name that a migration makes.
  db.exec('CREATE TABLE print_job (a TEXT) STRICT');
  expect(() => migrate(db)).toThrow('already exists');
  expect(db.pragma('user_version')).toBe(0);
  expect(db.pragma('table_info(journal)')).toBeUndefined();
  db.close();
});
