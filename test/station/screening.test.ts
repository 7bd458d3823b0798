import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type IndexedDonor, indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import { entryBodies } from '../../shared/journal/types.ts';
import { donorPage, paths } from '../../shared/sync/station-api.ts';
import { issueDinRange, putDonors } from '../../station/administer.ts';
import { rebuild } from '../../station/projection/rebuild.ts';
import { enrolledLaptop, type TestLaptop } from './support/laptop.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { createVehicleJournal, send, type VehicleJournal } from './support/vehicle-journal.ts';

let station: TestStation;
let count = 0;
let latestMs = nowMs;

beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

interface Van {
  readonly laptop: TestLaptop;
  readonly vehicle: string;
  readonly journal: VehicleJournal;
}

async function van(startsAtMs = nowMs): Promise<Van> {
  count += 1;
  const vehicle = `van-${count}`;
  const laptop = await enrolledLaptop(station, vehicle, `皖F·采${count}`);
  // Nothing arrives before it was recorded.
  latestMs = Math.max(latestMs, startsAtMs);
  station.setNow(latestMs);
  const journal = createVehicleJournal(vehicle, randomUUID(), startsAtMs);
  journal.open();
  return { vehicle, laptop, journal };
}
const post = ({ laptop, journal }: Van, from = 1, to?: number) =>
  send(laptop, journal.batch(from, to));

const keyAt = (at: number): string => (count * 1000 + at).toString(16).padStart(64, '0');
const tattoo: HeldDeferral = {
  ...{ reason: '6.2.9-tattoo', clause: '6.2.9', permanent: false, until: '2026-09-01' },
  ...{ bars: 'all', endedOn: null },
};
const placed = (donorKey: string, visitId: string, deferral: HeldDeferral = tattoo) =>
  entryBodies['deferral.placed'].parse({ donorKey, visitId, deferral, note: '', witness: null });
const ended = (donorKey: string, visitId: string, { reason, until }: HeldDeferral = tattoo) =>
  entryBodies['deferral.ended'].parse({
    ...{ donorKey, visitId, reason, until, endedOn: '2026-03-18', role: 'leader' },
    ...{ why: '误录', witness: null },
  });

/** What a vehicle would fetch. */
async function index(laptop: TestLaptop) {
  const response = await laptop.ask(`${paths.donors}?limit=5000`);
  const { donors, indexVersion } = donorPage.parse(await response.json());
  return { version: indexVersion, of: (key: string) => donors.find((d) => d.donorKey === key) };
}

const known = (key: string, deferrals: readonly HeldDeferral[]): IndexedDonor =>
  indexedDonor.parse({
    ...{ donorKey: key, personKey: null, donationCount: 3, bloodGroup: 'A', hadReaction: false },
    ...{ history: [], deferrals },
  });

describe('a deferral a vehicle placed or ended', () => {
  let it: Van;
  let key: string;
  beforeEach(async () => {
    it = await van();
    key = keyAt(1);
  });

  test('stands in the index every vehicle fetches next, under a new version', async () => {
    const before = await index(it.laptop);
    const personKey = keyAt(2);
    const visitId = it.journal.register(key, personKey);
    it.journal.append('deferral.placed', placed(key, visitId));
    await post(it);
    const after = await index(it.laptop);
    expect(after.version).toBeGreaterThan(before.version);
    // The station hears of the donor for the first time, and can propose the person under another document.
    expect(after.of(key)).toEqual({
      ...known(key, [tattoo]),
      personKey,
      donationCount: 0,
      bloodGroup: null,
    });

    it.journal.append('deferral.ended', ended(key, visitId));
    await post(it);
    expect((await index(it.laptop)).of(key)?.deferrals).toEqual([
      { ...tattoo, endedOn: '2026-03-18' },
    ]);
    expect((await index(it.laptop)).version).toBeGreaterThan(after.version);
  });

  test('is applied once, however often and however cut its batch arrives', async () => {
    const visitId = it.journal.register(key);
    it.journal.append('deferral.placed', placed(key, visitId));
    await post(it);
    const { version } = await index(it.laptop);
    await post(it);
    await post(it, 1, 3);
    await Promise.all(Array.from({ length: 5 }, () => post(it)));
    const again = await index(it.laptop);
    expect([again.version, again.of(key)?.deferrals]).toEqual([version, [tattoo]]);
    // Also when the station ended it in between: a repeat does not place it again.
    const stationEnded = { ...tattoo, endedOn: '2026-03-19' };
    await putDonors(station.db, [known(key, [stationEnded])]);
    await post(it);
    expect((await index(it.laptop)).of(key)?.deferrals).toEqual([stationEnded]);
  });

  test('leaves the donor’s other deferrals and facts alone', async () => {
    const other = {
      ...tattoo,
      reason: '乙肝表面抗原阳性',
      clause: null,
      until: null,
      permanent: true,
    };
    await putDonors(station.db, [known(key, [other])]);
    const visitId = it.journal.register(key);
    it.journal.append('deferral.placed', placed(key, visitId));
    await post(it);
    expect((await index(it.laptop)).of(key)).toEqual(known(key, [other, tattoo]));
    it.journal.append('deferral.ended', ended(key, visitId, other));
    await post(it);
    expect((await index(it.laptop)).of(key)).toEqual(
      known(key, [{ ...other, endedOn: '2026-03-18' }, tattoo]),
    );
  });

  test('holds a donation that another vehicle draws afterwards', async () => {
    const visitId = it.journal.register(key);
    it.journal.append('deferral.placed', placed(key, visitId));
    await post(it);
    const other = await van(nowMs + 86_400_000);
    const firstDin = `G123426${String(count * 1000).padStart(6, '0')}`;
    await issueDinRange(station.db, { vehicleId: other.vehicle, firstDin, count: 10 });
    const prepared = other.journal.donate(other.journal.register(key), firstDin);
    const { reply } = await post(other);
    expect(reply.setAside).toEqual([{ seq: prepared.seq, reason: 'donor-deferred' }]);
  });

  test('never makes the index unreadable: of too many, those that are over go first', async () => {
    const visitId = it.journal.register(key);
    const day = (at: number) =>
      `2027-${String(1 + Math.floor(at / 28)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`;
    const many = Array.from({ length: 60 }, (_, at) => ({ ...tattoo, until: day(at) }));
    const forGood = { ...tattoo, reason: 'hbsag', until: null, permanent: true };
    it.journal.append('deferral.placed', placed(key, visitId, forGood));
    for (const deferral of many)
      it.journal.append('deferral.placed', placed(key, visitId, deferral));
    expect((await post(it)).status).toBe(200);
    const held = (await index(it.laptop)).of(key)?.deferrals ?? [];
    expect(held).toHaveLength(50);
    expect(held).toContainEqual(forGood);
    expect(held.at(-1)).toEqual(many.at(-1));
  });

  test('of a visit nobody registered is set aside and changes nothing', async () => {
    const { version } = await index(it.laptop);
    const entry = it.journal.append('deferral.placed', placed(key, randomUUID()));
    const { reply } = await post(it);
    expect(reply.setAside).toEqual([{ seq: entry.seq, reason: 'unknown-entry' }]);
    expect((await index(it.laptop)).version).toBe(version);
  });
});

describe('somebody registered on two vehicles', () => {
  const registeredSeq = ({ journal }: Van) =>
    journal.entries.find(({ type }) => type === 'donor.registered')?.seq;

  test.each([
    ['with the same document', () => [keyAt(1), keyAt(2), keyAt(1), keyAt(3)] as const],
    ['with another document', () => [keyAt(1), keyAt(2), keyAt(4), keyAt(2)] as const],
  ])('%s on one day is told to the second, again with every repeat', async (_, keys) => {
    const [first, second] = [await van(), await van(nowMs + 3_600_000)];
    const [firstKey, firstPerson, secondKey, secondPerson] = keys();
    first.journal.register(firstKey, firstPerson);
    second.journal.register(secondKey, secondPerson);
    expect((await post(first)).reply.setAside).toEqual([]);
    const told = await post(second);
    expect(told.reply.setAside).toEqual([
      { seq: registeredSeq(second), reason: 'registered-elsewhere' },
    ]);
    expect(await post(second)).toEqual(told);
    expect((await post(first)).reply.setAside).toEqual([]);
  });

  test('on two days in a row is nothing to judge, be it less than a day apart', async () => {
    // 20:00 in China, and 07:00 of the next morning.
    const evening = Date.UTC(2026, 2, 18, 12);
    const [first, second] = [await van(evening), await van(Date.UTC(2026, 2, 18, 23))];
    first.journal.register(keyAt(1));
    second.journal.register(keyAt(1));
    await post(first);
    expect((await post(second)).reply.setAside).toEqual([]);
    const third = await van(Date.UTC(2026, 2, 19, 12));
    third.journal.register(String(second.journal.entries[2]?.body['donorKey']));
    expect((await post(third)).reply.setAside).toHaveLength(1);
  });

  test('arriving at the same moment, one of the two is told', async () => {
    const vans = [await van(), await van()];
    const key = keyAt(1);
    for (const { journal } of vans) journal.register(key);
    const replies = await Promise.all(vans.map((each) => post(each)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect(replies.flatMap(({ reply }) => reply.setAside)).toMatchObject([
      { reason: 'registered-elsewhere' },
    ]);
  });

  test('again on the same vehicle is that vehicle’s own matter', async () => {
    const it = await van();
    it.journal.register(keyAt(1));
    it.journal.register(keyAt(1));
    expect((await post(it)).reply.setAside).toEqual([]);
  });
});

test('the projections made again from the journal are the same, and deferrals are not applied twice', async () => {
  const it = await van();
  const key = keyAt(1);
  const visitId = it.journal.register(key, keyAt(2));
  it.journal.append('deferral.placed', placed(key, visitId));
  it.journal.append('deferral.ended', ended(key, visitId));
  await post(it);
  const rows = () =>
    Promise.all([
      station.db.selectFrom('visit').selectAll().orderBy('visit_id').execute(),
      station.db.selectFrom('donor_index').selectAll().orderBy('donor_key').execute(),
      station.db.selectFrom('set_aside').selectAll().orderBy('vehicle').orderBy('seq').execute(),
      station.db.selectFrom('counter').selectAll().orderBy('name').execute(),
    ]);
  const before = await rows();
  expect(before[0].find((row) => row.visit_id === visitId)).toMatchObject({
    ...{ donor_key: key, person_key: keyAt(2) },
  });
  await rebuild(station.db);
  expect(await rows()).toEqual(before);
});
