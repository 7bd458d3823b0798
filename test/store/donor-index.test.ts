import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createIndexKeeper } from '../../electron/core/index-keeper.ts';
import {
  beginIndexTransfer,
  hasDonorIndex,
  openDonorIndex,
  removeOtherIndexes,
} from '../../electron/core/store/donor-index.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { donorKey, personKey } from '../../shared/ids.ts';
import { keyHex } from '../support/fresh-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// Two digits, so that no number is another's beginning.
const donorAt = (at: number, donationCount = 1): IndexedDonor => ({
  donorKey: donorKey.parse(String(at).padStart(2, '0').padEnd(64, '0')),
  ...{ donationCount, bloodGroup: 'A', hadReaction: false, history: [], deferrals: [] },
  personKey: null,
});
const donors = (from: number, count: number, donationCount = 1) =>
  Array.from({ length: count }, (_, at) => donorAt(from + at, donationCount));

const whole = (folder: string, version: number, donationCount = 1): void => {
  const transfer = beginIndexTransfer(folder, keyHex, version);
  transfer.take(donors(0, 10, donationCount), null);
  transfer.finish();
};

test('a whole index answers for who is in it and for who is not', () => {
  const folder = temporaryFolder();
  expect(openDonorIndex(folder, keyHex, 1)).toBeUndefined();
  whole(folder, 1);
  const index = openDonorIndex(folder, keyHex, 1);
  expect(index?.find(donorAt(3).donorKey)).toEqual(donorAt(3));
  expect(index?.find(donorAt(11).donorKey)).toBeUndefined();
  expect([index?.count(), index?.version]).toEqual([10, 1]);
  index?.close();
});

test('an interrupted transfer never looks finished and goes on at its cursor', () => {
  const folder = temporaryFolder();
  const first = beginIndexTransfer(folder, keyHex, 7);
  expect(first.cursor()).toBeNull();
  first.take(donors(0, 4), 'after-4');
  first.take(donors(4, 4), 'after-8');
  first.close();
  expect(hasDonorIndex(folder, 7)).toBe(false);
  expect(openDonorIndex(folder, keyHex, 7)).toBeUndefined();
  const second = beginIndexTransfer(folder, keyHex, 7);
  expect(second.cursor()).toBe('after-8');
  second.take(donors(8, 2), null);
  expect(hasDonorIndex(folder, 7)).toBe(false);
  second.finish();
  const index = openDonorIndex(folder, keyHex, 7);
  expect(index?.count()).toBe(10);
  expect(index?.find(donorAt(0).donorKey)).toEqual(donorAt(0));
  index?.close();
});

test('a transfer cut off by a crash between two pages keeps the pages that came', () => {
  const [from, to] = [temporaryFolder(), temporaryFolder()];
  const transfer = beginIndexTransfer(from, keyHex, 2);
  transfer.take(donors(0, 4), 'after-4');
  // What a dead process leaves: the file and its log, not closed.
  for (const name of readdirSync(from)) cpSync(join(from, name), join(to, name));
  transfer.close();
  const resumed = beginIndexTransfer(to, keyHex, 2);
  expect(resumed.cursor()).toBe('after-4');
  resumed.close();
});

test('a page taken twice counts its donors once and keeps the newer of each', () => {
  const folder = temporaryFolder();
  const transfer = beginIndexTransfer(folder, keyHex, 1);
  transfer.take(donors(0, 5), null);
  transfer.close();
  // The last page had come, but the file got its name only after the restart: it is fetched from the beginning.
  const again = beginIndexTransfer(folder, keyHex, 1);
  again.take(donors(0, 5, 2), null);
  again.finish();
  const index = openDonorIndex(folder, keyHex, 1);
  expect(index?.count()).toBe(5);
  expect(index?.find(donorAt(2).donorKey)?.donationCount).toBe(2);
  index?.close();
});

test('an abandoned transfer begins anew', () => {
  const folder = temporaryFolder();
  const transfer = beginIndexTransfer(folder, keyHex, 1);
  transfer.take(donors(0, 5), 'after-5');
  transfer.abandon();
  expect(readdirSync(folder)).toEqual([]);
});

test('the swapped index is in use at once and found after a restart; the old one is gone', () => {
  const folder = temporaryFolder();
  whole(folder, 1);
  const keeper = createIndexKeeper(folder, keyHex, 1);
  const transfer = keeper.begin(2);
  transfer.take(donors(0, 3, 9), null);
  expect(keeper.current()?.version).toBe(1);
  transfer.finish();
  expect(keeper.current()?.find(donorAt(0).donorKey)?.donationCount).toBe(1);
  keeper.use(2);
  expect(keeper.current()?.find(donorAt(0).donorKey)?.donationCount).toBe(9);
  expect(hasDonorIndex(folder, 1)).toBe(false);
  keeper.close();
  const restarted = createIndexKeeper(folder, keyHex, 2);
  expect(restarted.current()?.version).toBe(2);
  restarted.close();
});

test('cleaning up removes other versions and half transfers, and nothing else', () => {
  const folder = temporaryFolder();
  whole(folder, 1);
  whole(folder, 3);
  beginIndexTransfer(folder, keyHex, 2).close();
  writeFileSync(join(folder, 'bloodmobile.db'), 'x');
  writeFileSync(join(folder, 'donor-index-of-mine.db'), 'x');
  removeOtherIndexes(folder, 3);
  const left = readdirSync(folder).filter((name) => !/-(wal|shm)$/.test(name));
  expect(left.toSorted()).toEqual(['bloodmobile.db', 'donor-index-3.db', 'donor-index-of-mine.db']);
});

test('a damaged index counts as not there: it is thrown away and can be fetched again', () => {
  const folder = temporaryFolder();
  whole(folder, 1);
  writeFileSync(join(folder, 'donor-index-1.db'), Buffer.alloc(8192, 7));
  const keeper = createIndexKeeper(folder, keyHex, 1);
  expect(keeper.current()).toBeUndefined();
  expect(keeper.has(1)).toBe(false);
  expect(existsSync(join(folder, 'donor-index-1.db'))).toBe(false);
  whole(folder, 1);
  keeper.use(1);
  expect(keeper.current()?.count()).toBe(10);
  keeper.close();
});

test('a damaged half transfer begins anew', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'donor-index-1.part.db'), Buffer.alloc(8192, 7));
  const transfer = beginIndexTransfer(folder, keyHex, 1);
  expect(transfer.cursor()).toBeNull();
  transfer.take(donors(0, 5), null);
  transfer.finish();
  expect(hasDonorIndex(folder, 1)).toBe(true);
});

test('donors whose keys begin alike are told apart, replaced and counted one by one', () => {
  const folder = temporaryFolder();
  const alike = ['a', 'b', 'c'].map((end, at) => ({
    ...donorAt(0, at + 1),
    donorKey: donorKey.parse(`${'5'.repeat(63)}${end}`),
    personKey: personKey.parse(end.repeat(64)),
  }));
  const next = { ...donorAt(0), donorKey: donorKey.parse(`${'5'.repeat(12)}6${'0'.repeat(51)}`) };
  const transfer = beginIndexTransfer(folder, keyHex, 1);
  transfer.take([...alike, next], 'more');
  const changed = alike.map((donor) => ({ ...donor, hadReaction: true }));
  transfer.take(changed.toReversed(), null);
  transfer.finish();
  const index = openDonorIndex(folder, keyHex, 1);
  expect(index?.count()).toBe(4);
  for (const donor of changed) {
    expect(index?.find(donor.donorKey)).toEqual(donor);
    expect(index?.findPerson(donor.personKey)).toEqual([donor]);
  }
  expect(index?.find(next.donorKey)).toEqual(next);
  expect(index?.find(donorKey.parse(`${'5'.repeat(63)}d`))).toBeUndefined();
  index?.close();
});
