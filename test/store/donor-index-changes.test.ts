import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createIndexKeeper } from '../../electron/core/index-keeper.ts';
import { openDonorIndex } from '../../electron/core/store/donor-index.ts';
import { beginIndexTransfer } from '../../electron/core/store/donor-index-transfer.ts';
import { keyHex } from '../support/fresh-store.ts';
import { changes, donorAt, donors, whole } from '../support/index-pages.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** The version look-ups see, and how many of the ten donors they find with which count. */
function seen(folder: string) {
  const index = openDonorIndex(folder, keyHex, 1);
  if (!index) return undefined;
  const counts = donors(0, 10).map(({ donorKey }) => index.find(donorKey)?.donationCount ?? null);
  const found = { version: index.version(), counts, donors: index.count() };
  index.close();
  return found;
}

const old = { version: 1, counts: Array.from({ length: 10 }, () => 1), donors: 10 };

test('changes of one page are seen at once, all of them, and the index stays where it is', () => {
  const folder = temporaryFolder();
  whole(folder, 1);
  const keeper = createIndexKeeper(folder, keyHex, 1);
  const files = readdirSync(folder).filter((name) => name.endsWith('.db'));
  keeper.change(1, changes(8, [...donors(2, 2, 5), donorAt(11)], [0, 1, 12]));
  expect(keeper.versionOf(1)).toBe(8);
  const index = keeper.current();
  expect(index?.find(donorAt(0).donorKey)).toBeUndefined();
  expect(index?.find(donorAt(3).donorKey)?.donationCount).toBe(5);
  expect(index?.find(donorAt(11).donorKey)).toEqual(donorAt(11));
  // Ten, less two, and one more; the one removed that was never there counts for nothing.
  expect(index?.count()).toBe(9);
  keeper.close();
  expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toEqual(files);
});

test('a page that is not the last is never looked up in', () => {
  const folder = temporaryFolder();
  whole(folder, 1);
  const keeper = createIndexKeeper(folder, keyHex, 1);
  const half = changes(8, donors(0, 2, 5), [], { version: 7, donorKey: donorAt(1).donorKey });
  expect(() => keeper.change(1, half)).toThrow('half');
  expect(keeper.current()?.find(donorAt(0).donorKey)?.donationCount).toBe(1);
  keeper.close();
});

test('many changes go onto a copy page by page while the old version is looked up in, and take its place whole', async () => {
  const folder = temporaryFolder();
  whole(folder, 1);
  const keeper = createIndexKeeper(folder, keyHex, 1);
  // What was changed in place stands in the copy too.
  keeper.change(1, changes(2, donors(9, 1, 2)));
  const first = await keeper.copy(1);
  expect(first.wanted()).toEqual({ kind: 'changes', since: { version: 2, donorKey: null } });
  const place = { version: 5, donorKey: donorAt(3).donorKey };
  first.takeChanges(changes(8, donors(0, 4, 5), [], place));
  first.close();
  expect(keeper.current()?.find(donorAt(0).donorKey)?.donationCount).toBe(1);
  // Cut off, and gone on with.
  const second = await keeper.copy(1);
  expect(second.wanted()).toEqual({ kind: 'changes', since: place });
  second.takeChanges(changes(9, donors(4, 2, 6), [7]));
  second.finish();
  expect(keeper.current()?.find(donorAt(0).donorKey)?.donationCount).toBe(1);
  keeper.replace(1);
  keeper.use(1, null);
  keeper.close();
  const counts = [5, 5, 5, 5, 6, 6, 1, null, 1, 2];
  expect(seen(folder)).toEqual({ version: 9, counts, donors: 9 });
  expect(readdirSync(folder)).toEqual(['donor-index-1-2.db']);
});

test('half a copy is never taken for a transfer: it has another name until all of it is on the disk', async () => {
  const folder = temporaryFolder();
  whole(folder, 1);
  const copy = join(folder, 'donor-index-1.copy.db');
  // What a power cut leaves that came while it was being copied.
  cpSync(join(folder, 'donor-index-1-1.db'), copy);
  const fresh = beginIndexTransfer(folder, keyHex, 1);
  expect(fresh.wanted()).toEqual({ kind: 'rows', cursor: null });
  fresh.abandon();
  writeFileSync(copy, 'half');
  const keeper = createIndexKeeper(folder, keyHex, 1);
  const transfer = await keeper.copy(1);
  expect(transfer.wanted()).toMatchObject({ kind: 'changes' });
  expect(existsSync(copy)).toBe(false);
  transfer.close();
  keeper.close();
});

/** The folder as it is on the disk at this moment, for a program that starts after a power cut. */
function asLeft(folder: string): string {
  const copy = temporaryFolder();
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('-shm')) cpSync(join(folder, name), join(copy, name));
  }
  return copy;
}

test('the power may go between any two steps of a swap: the old version or the new one is there, whole', async () => {
  const folder = temporaryFolder();
  whole(folder, 1);
  const keeper = createIndexKeeper(folder, keyHex, 1);
  const next = { version: 9, counts: [5, 5, 5, 5, 5, 5, 5, 5, 5, 5], donors: 10 };
  const transfer = await keeper.copy(1);
  const steps = [
    () => transfer.takeChanges(changes(9, donors(0, 5, 5), [], { version: 3, donorKey: null })),
    () => transfer.takeChanges(changes(9, donors(5, 5, 5))),
    () => transfer.finish(),
    () => keeper.replace(1),
    () => keeper.use(1, null),
  ];
  const found = [seen(asLeft(folder))];
  for (const step of steps) {
    step();
    found.push(seen(asLeft(folder)));
  }
  keeper.close();
  expect(found).toEqual([old, old, old, next, next, next]);
});

test('a process killed at any moment while it changes an index leaves the old version or the new one', async () => {
  const folder = temporaryFolder();
  whole(folder, 1);
  const program = join(import.meta.dirname, '..', 'support', 'run-index-changes.ts');
  let last = 1;
  for (let run = 0; run < 6; run += 1) {
    const child = spawn(process.execPath, [program, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((changing) => child.stdout.once('data', changing));
    await new Promise((passed) => setTimeout(passed, 17 * run));
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    const left = seen(folder);
    // Every donor's count is the version's own: one that is not would be of another version.
    const counts = Array.from({ length: 10 }, () => left?.version);
    expect(left).toEqual({ version: left?.version, counts, donors: 10 });
    expect(left?.version).toBeGreaterThanOrEqual(last);
    last = left?.version ?? 0;
  }
  expect(last).toBeGreaterThan(1);
}, 60_000);

test('a station that forgot what was removed is asked for everything again, into another file', () => {
  const folder = temporaryFolder();
  whole(folder, 1);
  const keeper = createIndexKeeper(folder, keyHex, 1);
  const anew = keeper.begin(1);
  anew.takeRows({ donors: donors(0, 3, 7), nextCursor: null, indexVersion: 1 });
  anew.takeChanges(changes(1, []));
  anew.finish();
  expect(keeper.current()?.count()).toBe(10);
  keeper.replace(1);
  // Its version may be no greater: the station was restored. It is the newest all the same.
  expect(keeper.current()?.count()).toBe(3);
  keeper.use(1, null);
  keeper.close();
  expect(existsSync(join(folder, 'donor-index-1-1.db'))).toBe(false);
  beginIndexTransfer(folder, keyHex, 1).abandon();
});
