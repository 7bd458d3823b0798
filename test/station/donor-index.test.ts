import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type IndexedDonor, indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { type ChangesPlace, donorChanges } from '../../shared/sync/donor-changes.ts';
import { donorPage, paths, vehicleReference } from '../../shared/sync/station-api.ts';
import * as administer from '../../station/administer.ts';
import { removeDonors } from '../../station/reference/donor-changes.ts';
import { enrolledLaptop, type TestLaptop } from './support/laptop.ts';
import { startTestStation, type TestStation } from './support/station.ts';

let station: TestStation;
let laptop: TestLaptop;

beforeAll(async () => {
  station = await startTestStation();
  laptop = await enrolledLaptop(station, 'van-1', '皖F·采1');
  await administer.setDonorHashKey(station.db, 'ab'.repeat(32));
});
afterAll(() => station.close());

const keyAt = (at: number) => at.toString(16).padStart(64, '0');
const donorAt = (at: number, donationCount = 1): IndexedDonor =>
  indexedDonor.parse({
    ...{ donorKey: keyAt(at), personKey: null, donationCount, bloodGroup: 'A', hadReaction: false },
    ...{ history: [], deferrals: [] },
  });
const donors = (from: number, count: number, donationCount = 1) =>
  Array.from({ length: count }, (_, at) => donorAt(from + at, donationCount));

const versionNow = async (): Promise<number> =>
  vehicleReference.parse(await (await laptop.ask(paths.reference)).json()).indexVersion;

async function changesFrom(place: ChangesPlace, limit = 3) {
  const after = place.donorKey === null ? '' : `&after=${place.donorKey}`;
  const query = `generation=1&since=${place.version}${after}&limit=${limit}`;
  const response = await laptop.ask(`${paths.donorChanges}?${query}`);
  return donorChanges.parse(await response.json());
}

/** Everything since a version as a vehicle takes it over, page after page; `between` happens after each. */
async function takenSince(version: number, between: () => Promise<unknown> = async () => null) {
  const held = new Map<string, number>();
  let pages = 0;
  for (let place: ChangesPlace | null = { version, donorKey: null }; place !== null; ) {
    const page = await changesFrom(place);
    if (page.kind === 'load-anew') return undefined;
    for (const { donorKey, donationCount } of page.donors) held.set(donorKey, donationCount);
    for (const key of page.removed) held.delete(key);
    pages += 1;
    if (page.next === null) return { held, pages, version: page.indexVersion };
    place = page.next;
    await between();
  }
  return undefined;
}

describe('what changed in the index since a version', () => {
  beforeEach(async () => {
    await administer.putDonors(station.db, donors(0, 10));
  });

  test('comes in pages in the order of the changes, and nothing that did not change', async () => {
    const before = await versionNow();
    await administer.putDonors(station.db, donors(2, 5, 7));
    await administer.putDonors(station.db, donors(5, 1, 9));
    const taken = await takenSince(before);
    expect(taken?.held).toEqual(
      new Map([2, 3, 4, 6, 5].map((at) => [keyAt(at), at === 5 ? 9 : 7])),
    );
    expect(taken).toMatchObject({ pages: 2, version: await versionNow() });
    expect(await takenSince(await versionNow())).toMatchObject({ pages: 1, held: new Map() });
  });

  test('leaves out who was loaded again just as he or she stood there', async () => {
    const before = await versionNow();
    await administer.putDonors(station.db, [...donors(0, 10), donorAt(50)]);
    expect([...((await takenSince(before))?.held.keys() ?? [])]).toEqual([keyAt(50)]);
  });

  test('ends, however often the index moves on between two pages, with the newest version', async () => {
    const before = await versionNow();
    await administer.putDonors(station.db, donors(0, 10, 2));
    let turn = 0;
    const taken = await takenSince(before, async () => {
      turn += 1;
      if (turn > 4) return;
      // One that has come, one that has not, one that goes and one that comes back.
      await administer.putDonors(station.db, [donorAt(0, 100 + turn), donorAt(9, 200 + turn)]);
      if (turn === 1) await removeDonors(station.db, [keyAt(1), keyAt(8)]);
      if (turn === 2) await administer.putDonors(station.db, [donorAt(8, 300)]);
    });
    expect(taken?.version).toBe(await versionNow());
    expect(taken?.held.get(keyAt(0))).toBe(104);
    expect(taken?.held.get(keyAt(9))).toBe(204);
    expect(taken?.held.get(keyAt(8))).toBe(300);
    expect(taken?.held.has(keyAt(1))).toBe(false);
    expect(taken?.held.size).toBe(9);
  });

  test('names those who were removed, once, and forgets the oldest of too many', async () => {
    const before = await versionNow();
    await removeDonors(station.db, [keyAt(3), keyAt(4), keyAt(99)]);
    const between = await versionNow();
    expect(await changesFrom({ version: before, donorKey: null })).toMatchObject({
      ...{ kind: 'changes', donors: [], removed: [keyAt(3), keyAt(4)], next: null },
    });
    await removeDonors(station.db, [keyAt(5), keyAt(6)], 2);
    // Who came that far knows of the first two; who did not must load everything.
    expect(await changesFrom({ version: between, donorKey: null })).toMatchObject({
      ...{ kind: 'changes', removed: [keyAt(5), keyAt(6)] },
    });
    expect(await changesFrom({ version: before, donorKey: null })).toEqual({ kind: 'load-anew' });
    // In the middle of a version of which some removals are forgotten.
    expect(await changesFrom({ version: between, donorKey: donorAt(3).donorKey })).toEqual({
      kind: 'load-anew',
    });
  });

  test('is not known of a version that never was: the station was restored', async () => {
    const place = { version: (await versionNow()) + 1, donorKey: null };
    expect(await changesFrom(place)).toEqual({ kind: 'load-anew' });
  });

  test('misses nothing of a station that was restored and has changed as often since as it had before', async () => {
    const counter = () =>
      station.db.selectFrom('counter').selectAll().where('name', '=', 'index').execute();
    const [backup] = await counter();
    await administer.putDonors(station.db, [donorAt(60)]);
    const before = await versionNow();
    // Brought back: the change is gone, and its number.
    await station.db
      .deleteFrom('donor_index')
      .where('donor_key', '=', Buffer.from(keyAt(60), 'hex'))
      .execute();
    await station.db
      .updateTable('counter')
      .set({ value: backup?.value ?? 0 })
      .where('name', '=', 'index')
      .execute();
    await administer.putDonors(station.db, [donorAt(61)]);
    await administer.putDonors(station.db, [donorAt(62)]);
    expect([...((await takenSince(before))?.held.keys() ?? [])]).toEqual([keyAt(61), keyAt(62)]);
  });
});

test('a key that is not served has no donors and no changes', async () => {
  const page = await laptop.ask(`${paths.donors}?generation=7`);
  expect(donorPage.parse(await page.json())).toMatchObject({ donors: [], nextCursor: null });
  const changes = await laptop.ask(`${paths.donorChanges}?generation=7&since=1`);
  expect(await changes.json()).toEqual({ kind: 'load-anew' });
});
