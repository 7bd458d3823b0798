import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createIndexKeeper } from '../../electron/core/index-keeper.ts';
import { openDonorIndex } from '../../electron/core/store/donor-index.ts';
import { removeOtherIndexes, wholeFile } from '../../electron/core/store/donor-index-files.ts';
import { beginIndexTransfer } from '../../electron/core/store/donor-index-transfer.ts';
import { donorKey, personKey } from '../../shared/ids.ts';
import { systemHashing } from '../../electron/core/system.ts';
import { changes, donorAt, donors, whole } from '../support/index-pages.ts';
import { keyHex } from '../support/fresh-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a whole index answers for who is in it and for who is not', () => {
  const folder = temporaryFolder();
  expect(openDonorIndex(folder, keyHex, 1)).toBeUndefined();
  whole(folder, 1);
  const index = openDonorIndex(folder, keyHex, 1);
  expect(index?.find(donorAt(3).donorKey)).toEqual(donorAt(3));
  expect(index?.find(donorAt(11).donorKey)).toBeUndefined();
  expect([index?.count(), index?.version()]).toEqual([10, 1]);
  index?.close();
});

test('an interrupted first load never looks finished and goes on at its cursor', () => {
  const folder = temporaryFolder();
  const first = beginIndexTransfer(folder, keyHex, 7);
  expect(first.wanted()).toEqual({ kind: 'rows', cursor: null });
  first.takeRows({ donors: donors(0, 4), nextCursor: 'after-4', indexVersion: 3 });
  first.takeRows({ donors: donors(4, 4), nextCursor: 'after-8', indexVersion: 3 });
  first.close();
  expect(openDonorIndex(folder, keyHex, 7)).toBeUndefined();
  const second = beginIndexTransfer(folder, keyHex, 7);
  expect(second.wanted()).toEqual({ kind: 'rows', cursor: 'after-8' });
  second.takeRows({ donors: donors(8, 2), nextCursor: null, indexVersion: 5 });
  // All rows have come, of different versions: what changed since the first page is still to come.
  expect(second.wanted()).toEqual({ kind: 'changes', since: { version: 3, donorKey: null } });
  second.takeChanges(changes(6, donors(9, 1, 4), [0], { version: 4, donorKey: null }));
  second.close();
  expect(openDonorIndex(folder, keyHex, 7)).toBeUndefined();
  const third = beginIndexTransfer(folder, keyHex, 7);
  expect(third.wanted()).toEqual({ kind: 'changes', since: { version: 4, donorKey: null } });
  third.takeChanges(changes(6, donors(8, 1, 3)));
  third.finish();
  const index = openDonorIndex(folder, keyHex, 7);
  expect([index?.count(), index?.version()]).toEqual([9, 6]);
  expect(index?.find(donorAt(0).donorKey)).toBeUndefined();
  expect(index?.find(donorAt(8).donorKey)?.donationCount).toBe(3);
  expect(index?.find(donorAt(9).donorKey)?.donationCount).toBe(4);
  index?.close();
});

test('a transfer cut off by a crash between two pages keeps the pages that came', () => {
  const [from, to] = [temporaryFolder(), temporaryFolder()];
  const transfer = beginIndexTransfer(from, keyHex, 2);
  transfer.takeRows({ donors: donors(0, 4), nextCursor: 'after-4', indexVersion: 1 });
  // What a dead process leaves: the file and its log, not closed.
  for (const name of readdirSync(from)) cpSync(join(from, name), join(to, name));
  transfer.close();
  const resumed = beginIndexTransfer(to, keyHex, 2);
  expect(resumed.wanted()).toEqual({ kind: 'rows', cursor: 'after-4' });
  resumed.close();
});

/** Donors with names, in the order of their keys, which is not that of their names'. */
const named = (at: number) => ({
  ...donorAt(0),
  donorKey: donorKey.parse(String(at).padStart(6, '0').padEnd(64, '0')),
  personKey: personKey.parse(systemHashing.sha256(`person ${at}`)),
});

test('persons are put in order part by part, also after a restart, and everybody is found once', () => {
  const folder = temporaryFolder();
  const all = Array.from({ length: 25_000 }, (_, at) => named(at));
  const first = beginIndexTransfer(folder, keyHex, 1);
  first.takeRows({ donors: all, nextCursor: null, indexVersion: 1 });
  expect(first.wanted()).toEqual({ kind: 'sort' });
  first.sort();
  expect(first.wanted()).toEqual({ kind: 'sort' });
  first.close();
  const second = beginIndexTransfer(folder, keyHex, 1);
  for (const more of ['sort', 'sort', 'changes']) {
    expect(second.wanted()).toMatchObject({ kind: more });
    if (more === 'sort') second.sort();
  }
  // One has another name by now, one is without, one is gone.
  const changed = [
    { ...named(7), personKey: named(99_999).personKey },
    { ...named(8), personKey: null },
  ];
  second.takeChanges({
    ...{ indexVersion: 2, donors: changed, removed: [named(9).donorKey], next: null },
  });
  second.finish();
  const index = openDonorIndex(folder, keyHex, 1);
  const found = (at: number) =>
    index?.findPerson(named(at).personKey).map((donor) => donor.donorKey);
  for (let at = 10; at < all.length; at += 37) expect(found(at)).toEqual([named(at).donorKey]);
  expect([7, 8, 9].map(found)).toEqual([[], [], []]);
  expect(found(99_999)).toEqual([named(7).donorKey]);
  index?.close();
});

test('a page taken twice counts its donors once and keeps the newer of each', () => {
  const folder = temporaryFolder();
  const transfer = beginIndexTransfer(folder, keyHex, 1);
  transfer.takeRows({ donors: donors(0, 5), nextCursor: null, indexVersion: 1 });
  transfer.takeRows({ donors: donors(0, 5, 2), nextCursor: null, indexVersion: 1 });
  transfer.finish();
  const index = openDonorIndex(folder, keyHex, 1);
  expect(index?.count()).toBe(5);
  expect(index?.find(donorAt(2).donorKey)?.donationCount).toBe(2);
  index?.close();
});

test('an abandoned transfer begins anew', () => {
  const folder = temporaryFolder();
  const transfer = beginIndexTransfer(folder, keyHex, 1);
  transfer.takeRows({ donors: donors(0, 5), nextCursor: 'after-5', indexVersion: 1 });
  transfer.abandon();
  expect(readdirSync(folder)).toEqual([]);
});

test('the index under another key is in use once it is said to be, and found after a restart; the old one is gone', () => {
  const folder = temporaryFolder();
  whole(folder, 1);
  const keeper = createIndexKeeper(folder, keyHex, 1);
  const transfer = keeper.begin(2);
  transfer.takeRows({ donors: donors(0, 3, 9), nextCursor: null, indexVersion: 1 });
  expect(keeper.versionOf(2)).toBeUndefined();
  transfer.finish();
  expect(keeper.versionOf(2)).toBe(1);
  expect(keeper.current()?.find(donorAt(0).donorKey)?.donationCount).toBe(1);
  keeper.use(1, 2);
  expect(keeper.current()?.find(donorAt(0).donorKey)?.donationCount).toBe(1);
  keeper.use(2, null);
  expect(keeper.current()?.find(donorAt(0).donorKey)?.donationCount).toBe(9);
  expect(wholeFile(folder, 1)).toBeUndefined();
  keeper.close();
  const restarted = createIndexKeeper(folder, keyHex, 2);
  expect(restarted.current()?.count()).toBe(3);
  restarted.close();
});

test('cleaning up removes other keys’ files and older whole ones, and nothing else', () => {
  const folder = temporaryFolder();
  whole(folder, 1);
  whole(folder, 3);
  whole(folder, 3);
  beginIndexTransfer(folder, keyHex, 2).close();
  beginIndexTransfer(folder, keyHex, 3).close();
  beginIndexTransfer(folder, keyHex, 4).close();
  writeFileSync(join(folder, 'bloodmobile.db'), 'x');
  writeFileSync(join(folder, 'donor-index-of-mine.db'), 'x');
  removeOtherIndexes(folder, [3, 4]);
  const left = readdirSync(folder).filter((name) => !/-(wal|shm)$/.test(name));
  expect(left.toSorted()).toEqual([
    ...['bloodmobile.db', 'donor-index-3-2.db', 'donor-index-3.part.db', 'donor-index-4.part.db'],
    'donor-index-of-mine.db',
  ]);
});

test('a damaged index counts as not there: it is thrown away and can be fetched again', () => {
  const folder = temporaryFolder();
  whole(folder, 1);
  writeFileSync(join(folder, 'donor-index-1-1.db'), Buffer.alloc(8192, 7));
  const keeper = createIndexKeeper(folder, keyHex, 1);
  expect(keeper.current()).toBeUndefined();
  expect(keeper.versionOf(1)).toBeUndefined();
  expect(existsSync(join(folder, 'donor-index-1-1.db'))).toBe(false);
  whole(folder, 1);
  keeper.use(1, null);
  expect(keeper.current()?.count()).toBe(10);
  keeper.close();
});

test('a damaged half transfer begins anew', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'donor-index-1.part.db'), Buffer.alloc(8192, 7));
  const transfer = beginIndexTransfer(folder, keyHex, 1);
  expect(transfer.wanted()).toEqual({ kind: 'rows', cursor: null });
  transfer.takeRows({ donors: donors(0, 5), nextCursor: null, indexVersion: 1 });
  transfer.finish();
  expect(wholeFile(folder, 1)).toBeDefined();
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
  transfer.takeRows({ donors: [...alike, next], nextCursor: 'more', indexVersion: 1 });
  const changed = alike.map((donor) => ({ ...donor, hadReaction: true }));
  transfer.takeRows({ donors: changed.toReversed(), nextCursor: null, indexVersion: 1 });
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
