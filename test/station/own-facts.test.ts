import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type IndexedDonor, indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import { donorKey } from '../../shared/ids.ts';
import { entryBodies } from '../../shared/journal/types.ts';
import { ok } from '../../shared/result.ts';
import { donorPage, paths } from '../../shared/sync/station-api.ts';
import { indexDraws, putDonors, removeDonors } from '../../station/administer.ts';
import { endDeferral, placeDeferral } from '../../station/reference/change-deferral.ts';
import { countChange } from '../../station/reference/counter.ts';
import { writeDonors } from '../../station/reference/donors.ts';
import { keepOwnDeferral } from '../../station/reference/own-deferrals.ts';
import { inTransaction } from '../../station/store/transaction.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, type Van } from './support/van.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

const tattoo: HeldDeferral = {
  ...{ reason: '6.2.9-tattoo', clause: '6.2.9', permanent: false, until: '2026-09-01' },
  ...{ bars: 'all', endedOn: null },
};
const fromHere = (reason: string): HeldDeferral => ({
  ...{ reason, clause: null, permanent: true, until: null, bars: 'all', endedOn: null },
});
const record = (key: string, over: object = {}): IndexedDonor =>
  indexedDonor.parse({
    ...{ donorKey: key, personKey: null, donationCount: 3, bloodGroup: 'A', hadReaction: false },
    ...{ history: [], deferrals: [], ...over },
  });

/** The donor as a vehicle would fetch him or her. */
async function indexed(it: Van, key: string): Promise<IndexedDonor | undefined> {
  const page = donorPage.parse(await (await it.get(`${paths.donors}?limit=5000`)).json());
  return page.donors.find((donor) => donor.donorKey === key);
}

/** Registers somebody and puts him or her on the deferral list. */
function placeOn(it: Van, key: string, deferral = tattoo): string {
  const visitId = it.journal.register(key);
  it.journal.append(
    'deferral.placed',
    entryBodies['deferral.placed'].parse({
      ...{ donorKey: key, visitId, deferral, note: '', witness: null },
    }),
  );
  return visitId;
}

const named = (key: string, reason: string) => ({
  ...{ donorKey: donorKey.parse(key), reason, until: null },
});

describe('a central record that is loaded again', () => {
  test('takes away nothing that a vehicle or somebody at the station placed', async () => {
    const [it, key] = [await createVan(station), aPerson()];
    await putDonors(station.db, [record(key)], nowMs);
    placeOn(it, key);
    await it.post();
    expect(await placeDeferral(station.db, named(key, '复检不合格'), nowMs)).toEqual(ok(undefined));
    const known = fromHere('HBsAg');
    await putDonors(station.db, [record(key, { deferrals: [known] })], nowMs);
    expect((await indexed(it, key))?.deferrals).toEqual([known, tattoo, fromHere('复检不合格')]);
  });

  test('leaves ended what was ended, unless it says itself that it bars', async () => {
    const [it, key] = [await createVan(station), aPerson()];
    await putDonors(station.db, [record(key)], nowMs);
    await placeDeferral(station.db, named(key, '复检不合格'), nowMs);
    await endDeferral(station.db, named(key, '复检不合格'), '2026-03-18');
    const ended = { ...fromHere('复检不合格'), endedOn: '2026-03-18' };
    await putDonors(station.db, [record(key)], nowMs);
    expect((await indexed(it, key))?.deferrals).toEqual([ended]);
    await putDonors(station.db, [record(key, { deferrals: [fromHere('复检不合格')] })], nowMs);
    expect((await indexed(it, key))?.deferrals).toEqual([fromHere('复检不合格')]);
  });

  test('ends by an end of before its day nothing that was placed here again', async () => {
    const [it, key] = [await createVan(station), aPerson()];
    const former = { ...fromHere('复检不合格'), endedOn: '2025-06-01' };
    await putDonors(station.db, [record(key, { deferrals: [former] })], nowMs);
    await placeDeferral(station.db, named(key, '复检不合格'), nowMs);
    await putDonors(station.db, [record(key, { deferrals: [former] })], nowMs);
    expect((await indexed(it, key))?.deferrals).toEqual([fromHere('复检不合格')]);
    // One of a later day is about this one.
    const since = { ...former, endedOn: '2026-03-20' };
    await putDonors(station.db, [record(key, { deferrals: [since] })], nowMs);
    expect((await indexed(it, key))?.deferrals).toEqual([since]);
  });

  test('does not write over a deferral that a batch brings in the same moment', async () => {
    const [it, key] = [await createVan(station), aPerson()];
    let commit: () => void = () => undefined;
    const batch = inTransaction(station.db, async (trx) => {
      const version = await countChange(trx, 'index');
      await keepOwnDeferral(trx, key, { deferral: tattoo, placedOn: '2026-03-18' });
      await writeDonors(trx, [record(key, { deferrals: [tattoo] })], 1, version);
      await new Promise<void>((resolve) => {
        commit = resolve;
      });
      return ok(null);
    });
    // By then it has written, and the list waits for it to commit.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const put = putDonors(station.db, [record(key)], nowMs);
    await new Promise((resolve) => setTimeout(resolve, 300));
    commit();
    await Promise.all([batch, put]);
    expect((await indexed(it, key))?.deferrals).toEqual([tattoo]);
  });

  test('keeps the draws it does not have yet', async () => {
    const [it, key] = [await createVan(station), aPerson()];
    it.journal.donate(it.journal.register(key), it.din(0));
    await it.post();
    const earlier = { date: '2025-08-01', type: 'whole-blood', volumeMl: 200 };
    await putDonors(station.db, [record(key, { history: [earlier] })], nowMs);
    expect(await indexed(it, key)).toMatchObject({
      ...{ donationCount: 4, bloodGroup: 'A' },
      history: [earlier, { date: '2026-03-18', type: 'whole-blood', volumeMl: 402 }],
    });
    // The record has it by now: one donation.
    const today = { date: '2026-03-18', type: 'whole-blood', volumeMl: 400 };
    await putDonors(station.db, [record(key, { donationCount: 4, history: [today] })], nowMs);
    expect(await indexed(it, key)).toMatchObject({ donationCount: 4, history: [today] });
  });
});

describe('a donor whom the central record takes out', () => {
  test('stays with what vehicles and the station know of him or her, and nothing else', async () => {
    const [it, key, nobody] = [await createVan(station), aPerson(), aPerson()];
    const known = { deferrals: [fromHere('HBsAg')], history: [] };
    await putDonors(station.db, [record(key, known), record(nobody, known)], nowMs);
    it.journal.donate(placeOn(it, key), it.din(0));
    await it.post();
    await removeDonors(station.db, [key, nobody]);
    expect(await indexed(it, key)).toMatchObject({
      ...{ donationCount: 1, bloodGroup: null, deferrals: [tattoo] },
      history: [{ date: '2026-03-18', volumeMl: 402 }],
    });
    expect(await indexed(it, nobody)).toBeUndefined();
  });

  test('and who comes again later is known with what was found before', async () => {
    const [it, key] = [await createVan(station), aPerson()];
    placeOn(it, key);
    await it.post();
    // As an earlier version of the station took them out.
    await station.db
      .deleteFrom('donor_index')
      .where('donor_key', '=', Buffer.from(key, 'hex'))
      .execute();
    it.journal.donate(it.journal.register(key), it.din(0));
    await it.post();
    await indexDraws(station.db);
    expect(await indexed(it, key)).toMatchObject({ donationCount: 1, deferrals: [tattoo] });
  });
});

describe('a deferral placed at the station', () => {
  test('holds what the donor gave before', async () => {
    const [it, key] = [await createVan(station), aPerson()];
    await putDonors(station.db, [record(key)], nowMs);
    it.journal.donate(it.journal.register(key), it.din(0));
    expect(await it.post()).toEqual([]);
    await placeDeferral(station.db, named(key, '复检不合格'), nowMs);
    expect((await it.feed()).verdicts).toMatchObject([{ reason: 'donor-deferred' }]);
  });

  test('is there with its holds, or not at all', async () => {
    const [it, key] = [await createVan(station), aPerson()];
    await putDonors(station.db, [record(key)], nowMs);
    it.journal.donate(it.journal.register(key), it.din(0));
    await it.post();
    const fails = sql`create trigger fails before insert on set_aside execute function resolution_is_final()`;
    await fails.execute(station.db);
    await expect(placeDeferral(station.db, named(key, '复检不合格'), nowMs)).rejects.toThrow();
    await sql`drop trigger fails on set_aside`.execute(station.db);
    expect((await indexed(it, key))?.deferrals).toEqual([]);
    // Who was told of a failure tries again.
    expect(await placeDeferral(station.db, named(key, '复检不合格'), nowMs)).toEqual(ok(undefined));
    expect((await it.feed()).verdicts).toMatchObject([{ reason: 'donor-deferred' }]);
  });

  test('finds room beside fifty that are over', async () => {
    const [it, key] = [await createVan(station), aPerson()];
    const over = Array.from({ length: 50 }, (_, at) => ({
      ...fromHere(`${at}`),
      endedOn: '2025-01-01',
    }));
    await putDonors(station.db, [record(key, { deferrals: over })], nowMs);
    expect(await placeDeferral(station.db, named(key, '复检不合格'), nowMs)).toEqual(ok(undefined));
    const held = (await indexed(it, key))?.deferrals;
    expect(held).toHaveLength(50);
    expect(held?.at(-1)).toEqual(fromHere('复检不合格'));
  });

  test('and those that vehicles place at the same time all stand in the end', async () => {
    const key = aPerson();
    await putDonors(station.db, [record(key)], nowMs);
    const vans = await Promise.all(Array.from({ length: 4 }, () => createVan(station)));
    vans.forEach((it, at) => placeOn(it, key, fromHere(`vehicle ${at}`)));
    const reasons = Array.from({ length: 4 }, (_, at) => `station ${at}`);
    await Promise.all([
      ...vans.map((it) => it.post()),
      ...reasons.map((reason) => placeDeferral(station.db, named(key, reason), nowMs)),
    ]);
    const [it] = vans;
    if (!it) throw new Error('no vehicle');
    const held = (await indexed(it, key))?.deferrals.map(({ reason }) => reason);
    expect(held?.toSorted()).toEqual([...reasons, ...vans.map((_, at) => `vehicle ${at}`)]);
  });
});

describe('the draws that vehicles send', () => {
  test('stand in the index as the donor’s last donation, once, with the volume when it comes', async () => {
    const [it, key] = [await createVan(station), aPerson()];
    it.journal.donate(it.journal.register(key), it.din(0));
    const stopped = it.journal.entries.findIndex(({ type }) => type === 'donation.stopped') + 1;
    await it.post(1, stopped - 1);
    await indexDraws(station.db);
    const first = (volumeMl: number | null) => ({
      ...{ donationCount: 1, deferrals: [] },
      history: [{ date: '2026-03-18', type: 'whole-blood', volumeMl }],
    });
    expect(await indexed(it, key)).toMatchObject(first(null));
    await it.post();
    await Promise.all([indexDraws(station.db), indexDraws(station.db), indexDraws(station.db)]);
    expect(await indexed(it, key)).toMatchObject(first(402));
    await it.post();
    expect(await indexDraws(station.db)).toBe(0);
  });

  test('leave alone what else the index knows of the donor', async () => {
    const [it, key] = [await createVan(station), aPerson()];
    const visitId = placeOn(it, key);
    it.journal.donate(visitId, it.din(0));
    await it.post();
    await indexDraws(station.db);
    expect(await indexed(it, key)).toMatchObject({
      ...{ deferrals: [tattoo], donationCount: 1 },
      history: [{ date: '2026-03-18' }],
    });
  });

  test('count no number that was destroyed before the needle', async () => {
    const [it, key] = [await createVan(station), aPerson()];
    it.journal.donate(it.journal.register(key), it.din(0));
    const prepared = it.journal.entries.findIndex(({ type }) => type === 'donation.prepared') + 1;
    await it.post(1, prepared);
    expect(await indexDraws(station.db)).toBe(0);
    expect(await indexed(it, key)).toBeUndefined();
  });

  test('are told one after another to whoever asks for what changed', async () => {
    const before = await inTransaction(station.db, async (trx) =>
      ok(await countChange(trx, 'index')),
    );
    const vans = await Promise.all(Array.from({ length: 3 }, () => createVan(station)));
    const people = vans.map(() => aPerson());
    vans.forEach((it, at) => it.journal.donate(it.journal.register(people[at] ?? ''), it.din(0)));
    await Promise.all(vans.map((it) => it.post()));
    expect(await indexDraws(station.db)).toBe(3);
    const rows = await station.db
      .selectFrom('donor_index')
      .select('changed_in')
      .where(
        'donor_key',
        'in',
        people.map((key) => Buffer.from(key, 'hex')),
      )
      .execute();
    const [version = 0, ...others] = new Set(rows.map((row) => row.changed_in));
    expect(version).toBeGreaterThan(before.ok ? before.value : 0);
    expect(others).toEqual([]);
  });
});
