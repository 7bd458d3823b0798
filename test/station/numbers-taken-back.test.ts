import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { vehicleReference, paths } from '../../shared/sync/station-api.ts';
import {
  dinFate,
  issueDinRange,
  readQueue,
  recallDinRange,
  setDonorHashKey,
  splitDinRange,
} from '../../station/administer.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, seqOf, type Van } from './support/van.ts';
import { fatesOf, kinds, seal, vanWithNumbers } from './support/van-numbers.ts';

const day = 86_400_000;
let station: TestStation;

beforeAll(async () => {
  station = await startTestStation();
  expect(await setDonorHashKey(station.db, 'ab'.repeat(32))).toMatchObject({ ok: true });
});
afterAll(() => station.close());

const signed = { by: 'store-1', why: '调配' };

/** What the vehicle has, as it would fetch it. */
async function fetched(it: Van) {
  return vehicleReference.parse(await (await it.get(paths.reference)).json()).data;
}

/** Fetches what the station has and says so in the journal, as the vehicle's program does. */
async function told(it: Van): Promise<number> {
  const { version } = await fetched(it);
  const { seq } = it.journal.append('reference.received', {
    ...{ version, sha256: 'ab'.repeat(32), indexVersion: 1, indexedDonors: 0, keyGeneration: 1 },
  });
  await it.post();
  return seq;
}

describe('numbers taken back', () => {
  test('go to the other vehicle once the giving one says that it knows', async () => {
    const [giver, taker] = [await createVan(station), await createVan(station)];
    await fetched(giver);
    const request = { rangeId: giver.rangeId, count: 40, toVehicle: taker.vehicle, ...signed };
    const split = await splitDinRange(station.db, request, nowMs);
    expect(split).toEqual({
      ok: true,
      value: { firstDin: giver.din(60), count: 40, range: null },
    });
    expect((await fetched(giver)).dinRanges.map(({ count }) => count)).toEqual([60]);
    expect((await fetched(taker)).dinRanges).toHaveLength(1);
    // On their way they are nobody's: neither issued nor taken back again.
    const issue = { vehicleId: taker.vehicle, firstDin: giver.din(99), count: 1 };
    expect(await issueDinRange(station.db, issue)).toMatchObject({ error: 'overlap' });
    expect(await dinFate(station.db, giver.din(60))).toMatchObject({
      ...{ vehicle: null, fate: { kind: 'split', toVehicle: taker.vehicle, told: null } },
    });
    const seq = await told(giver);
    const ranges = (await fetched(taker)).dinRanges;
    expect(ranges[1]).toEqual({
      ...{ rangeId: `${giver.din(60)}-40`, firstDin: giver.din(60), count: 40 },
    });
    expect((await fatesOf(station, giver)).runs.at(-1)).toMatchObject({
      ...{ firstDin: giver.din(60), count: 40, vehicle: taker.vehicle },
      fate: {
        ...{ kind: 'split', toRangeId: `${giver.din(60)}-40`, by: 'store-1', why: '调配' },
        told: { vehicle: giver.vehicle, epoch: giver.journal.epoch, seq },
      },
    });
    taker.journal.donate(taker.journal.register(aPerson()), giver.din(60));
    expect(await taker.post()).toEqual([]);
    expect(await dinFate(station.db, giver.din(60))).toMatchObject({
      ...{ vehicle: taker.vehicle, fate: { kind: 'used' } },
    });
  });

  test('and used by the giving vehicle before it knew, are set aside and go nowhere', async () => {
    const [giver, taker] = [await createVan(station), await createVan(station)];
    await fetched(giver);
    const request = { rangeId: giver.rangeId, count: 10, toVehicle: taker.vehicle, ...signed };
    await splitDinRange(station.db, request, nowMs);
    giver.journal.donate(giver.journal.register(aPerson()), giver.din(95));
    expect(await giver.post()).toEqual([[seqOf(giver, 'donation.prepared'), 'din-outside-range']]);
    const { items } = await readQueue(station.db, { vehicle: giver.vehicle }, nowMs);
    expect(items[0]?.facts).toEqual({
      ...{ change: 'split', changedAtMs: nowMs, toVehicle: taker.vehicle },
    });
    await told(giver);
    expect((await fetched(taker)).dinRanges).toHaveLength(1);
    const issue = { vehicleId: taker.vehicle, firstDin: giver.din(90), count: 10 };
    expect(await issueDinRange(station.db, issue)).toMatchObject({ error: 'numbers-used' });
  });

  test('at once from a lost laptop may be used twice, and then the second is set aside', async () => {
    const [giver, taker] = [await createVan(station), await createVan(station)];
    const atOnce = { toVehicle: taker.vehicle, atOnce: true, ...signed };
    const split = await splitDinRange(
      station.db,
      { rangeId: giver.rangeId, count: 100, ...atOnce },
      nowMs,
    );
    expect(split).toMatchObject({ ok: true, value: { range: { count: 100 } } });
    expect((await fetched(giver)).dinRanges).toEqual([]);
    taker.journal.donate(taker.journal.register(aPerson()), giver.din(5));
    expect(await taker.post()).toEqual([]);
    giver.journal.donate(giver.journal.register(aPerson()), giver.din(5));
    expect((await giver.post()).map(([, reason]) => reason)).toEqual([
      ...['din-outside-range', 'din-seen-before'],
    ]);
  });

  test('that no laptop has fetched go at once: nobody can use them meanwhile', async () => {
    const [giver, taker] = [await createVan(station), await createVan(station)];
    const request = { rangeId: giver.rangeId, count: 10, toVehicle: taker.vehicle, ...signed };
    expect(await splitDinRange(station.db, request, nowMs)).toMatchObject({
      value: { range: { firstDin: giver.din(90), count: 10 } },
    });
    expect((await fetched(giver)).dinRanges).toMatchObject([{ count: 90 }]);
  });

  test('by the station may be issued again once the vehicle knows, under another name', async () => {
    const it = await createVan(station);
    await fetched(it);
    const recall = { rangeId: it.rangeId, count: 100, ...signed };
    expect(await recallDinRange(station.db, recall, nowMs)).toMatchObject({ ok: true });
    expect(await kinds(station, it)).toEqual([[1, 100, 'recalled']]);
    const issue = { vehicleId: it.vehicle, firstDin: it.din(0), count: 100 };
    expect(await issueDinRange(station.db, issue)).toMatchObject({ error: 'overlap' });
    await told(it);
    const again = await issueDinRange(station.db, issue);
    if (!again.ok) throw new Error(again.error);
    expect(again.value.rangeId).toBe(`${it.rangeId}.2`);
    expect(await kinds(station, it)).toEqual([[1, 100, 'recalled']]);
    expect(await kinds(station, again.value)).toEqual([[1, 100, 'free']]);
    expect(await dinFate(station.db, it.din(0))).toMatchObject({ fate: { kind: 'free' } });
  });

  test('are never used ones, never more than there are, never without a reason', async () => {
    const [it, taker] = [await createVan(station), await createVan(station)];
    it.journal.donate(it.journal.register(aPerson()), it.din(97));
    await it.post();
    const split = (over: object) =>
      splitDinRange(
        station.db,
        { rangeId: it.rangeId, count: 2, toVehicle: taker.vehicle, ...signed, ...over },
        nowMs,
      );
    expect(await split({ count: 3 })).toMatchObject({ error: 'numbers-used' });
    expect(await split({ count: 101 })).toMatchObject({ error: 'count-wrong' });
    expect(await split({ count: 0 })).toMatchObject({ error: 'count-wrong' });
    expect(await split({ rangeId: 'none' })).toMatchObject({ error: 'unknown-range' });
    expect(await split({ toVehicle: 'nobody' })).toMatchObject({ error: 'unknown-vehicle' });
    expect(await split({ toVehicle: it.vehicle })).toMatchObject({ error: 'same-vehicle' });
    expect(await split({ why: '' })).toMatchObject({ error: 'reason-needed' });
    expect(await split({})).toMatchObject({ ok: true });
    const both = await Promise.all([split({ count: 1 }), split({ count: 1 })]);
    // 97 is used: nothing before it can be taken from the end.
    expect(both).toEqual([
      ...[
        { ok: false, error: 'numbers-used' },
        { ok: false, error: 'numbers-used' },
      ],
    ]);
  });

  test('are no longer counted as missing when the day that knew of it is sealed', async () => {
    const [it, taker] = [await vanWithNumbers(station), await createVan(station)];
    const request = { rangeId: it.rangeId, count: 40, toVehicle: taker.vehicle, ...signed };
    await splitDinRange(station.db, request, nowMs);
    await told(it);
    it.journal.passTime(day / 24);
    seal(it, 60);
    await it.post();
    expect(await kinds(station, it)).toEqual([
      [1, 60, 'returned'],
      [61, 40, 'split'],
    ]);
  });
});
