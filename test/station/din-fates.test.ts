import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entryBodies } from '../../shared/journal/types.ts';
import { vehicleReference, paths } from '../../shared/sync/station-api.ts';
import {
  dinFate,
  dinFates,
  issueDinRange,
  readQueue,
  recallDinRange,
  setDonorHashKey,
  splitDinRange,
} from '../../station/administer.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, seqOf, type Van } from './support/van.ts';

const day = 86_400_000;
let station: TestStation;

beforeAll(async () => {
  station = await startTestStation();
  expect(await setDonorHashKey(station.db, 'ab'.repeat(32))).toMatchObject({ ok: true });
});
afterAll(() => station.close());

const van = () => createVan(station);
const signed = { by: 'store-1', why: '调配' };

async function fatesOf({ rangeId }: Pick<Van, 'rangeId'>) {
  const fates = await dinFates(station.db, rangeId);
  if (!fates) throw new Error('no such range');
  return fates;
}

const kinds = async (it: Pick<Van, 'rangeId'>) =>
  (await fatesOf(it)).runs.map(({ firstDin, count, fate }) => [
    ...[Number(firstDin.slice(7)), count, fate.kind],
  ]);

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

function spoil(it: Van, din: string) {
  const { body } = it.journal.donate(it.journal.register(aPerson()), din);
  it.journal.entries.splice(-3);
  return it.journal.append(
    'donation.spoiled',
    entryBodies['donation.spoiled'].parse({
      ...{ donationId: body['donationId'], din, reason: 'label-damaged', witness: 'leader-1' },
    }),
  );
}

/** Seals the day with so many numbers counted back. */
function seal(it: Van, dinsReturned: number) {
  const body = it.journal.seal().body;
  it.journal.entries.pop();
  const totals = { ...(body['totals'] as object), dinsReturned };
  return it.journal.appendAny('session.sealed', { ...body, totals });
}

/** Its ranges stand in the opened session, as on a real vehicle. */
async function vanWithNumbers(): Promise<Van> {
  const it = await van();
  const opened = it.journal.entries.pop();
  it.journal.appendAny('session.opened', {
    ...opened?.body,
    dinRanges: [{ rangeId: it.rangeId, firstDin: it.din(0), count: 100 }],
  });
  return it;
}

describe('the fate of every number', () => {
  test('used, spoiled and by whom, free, each with the entry that says so; together they are the range', async () => {
    const it = await vanWithNumbers();
    const used = it.journal.donate(it.journal.register(aPerson()), it.din(0));
    const spoiled = spoil(it, it.din(2));
    await it.post();
    expect(await kinds(it)).toEqual([
      [1, 1, 'used'],
      [2, 1, 'free'],
      [3, 1, 'spoiled'],
      [4, 97, 'free'],
    ]);
    expect((await fatesOf(it)).counts).toEqual({
      ...{ used: 1, spoiled: 1, free: 98, returned: 0, missing: 0, split: 0, recalled: 0 },
    });
    const place = { vehicle: it.vehicle, epoch: it.journal.epoch };
    expect(await dinFate(station.db, it.din(0))).toMatchObject({
      vehicle: it.vehicle,
      fate: {
        ...{ kind: 'used', again: [] },
        use: {
          ...{ donationId: used.body['donationId'], drawn: true, preparedBy: 'nurse-1' },
          evidence: { ...place, seq: used.seq },
        },
      },
    });
    expect(await dinFate(station.db, it.din(2))).toMatchObject({
      fate: {
        ...{ kind: 'spoiled', by: 'nurse-1', witness: 'leader-1', reason: 'label-damaged' },
        evidence: { ...place, seq: spoiled.seq },
      },
    });
    expect(await dinFate(station.db, it.din(50))).toMatchObject({ fate: { kind: 'free' } });
    expect(await dinFate(station.db, 'G123499999999')).toEqual({ kind: 'never-issued' });
    expect(await dinFate(station.db, 'G12')).toEqual({ kind: 'not-a-din' });
    expect(await dinFates(station.db, 'r-none')).toBeUndefined();
  });

  test('returned when the seal’s numbers add up, missing when they do not, used when it is used later', async () => {
    const [right, short] = [await vanWithNumbers(), await vanWithNumbers()];
    for (const it of [right, short]) it.journal.donate(it.journal.register(aPerson()), it.din(0));
    const sealed = seal(right, 99);
    seal(short, 97);
    for (const it of [right, short]) await it.post();
    expect(await kinds(right)).toEqual([
      [1, 1, 'used'],
      [2, 99, 'returned'],
    ]);
    expect(await dinFate(station.db, right.din(7))).toMatchObject({
      fate: {
        kind: 'returned',
        day: {
          ...{ sessionId: right.journal.sessionId, secondOperator: 'leader-1', returned: 99 },
          seal: { vehicle: right.vehicle, epoch: right.journal.epoch, seq: sealed.seq },
        },
      },
    });
    expect(await kinds(short)).toEqual([
      [1, 1, 'used'],
      [2, 99, 'missing'],
    ]);
    expect(await dinFate(station.db, short.din(7))).toMatchObject({
      fate: { kind: 'missing', missing: 2, unused: 99 },
    });
    const next = right.anew(nowMs + 1000);
    next.journal.donate(next.journal.register(aPerson()), right.din(7));
    await next.post();
    expect(await dinFate(station.db, right.din(7))).toMatchObject({ fate: { kind: 'used' } });
  });

  test('under which two donations were made names both, the first registered first', async () => {
    const [first, second] = [await van(), await van()];
    const [one, two] = [first, second].map((it) =>
      it.journal.donate(it.journal.register(aPerson()), first.din(0)),
    );
    await first.post();
    await second.post();
    expect(await dinFate(station.db, first.din(0))).toMatchObject({
      fate: {
        use: { donationId: one?.body['donationId'], evidence: { vehicle: first.vehicle } },
        again: [{ donationId: two?.body['donationId'], evidence: { vehicle: second.vehicle } }],
      },
    });
  });
});

describe('numbers taken back', () => {
  test('go to the other vehicle once the giving one says that it knows', async () => {
    const [giver, taker] = [await van(), await van()];
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
    expect((await fatesOf(giver)).runs.at(-1)).toMatchObject({
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
    const [giver, taker] = [await van(), await van()];
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
    const [giver, taker] = [await van(), await van()];
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
    const [giver, taker] = [await van(), await van()];
    const request = { rangeId: giver.rangeId, count: 10, toVehicle: taker.vehicle, ...signed };
    expect(await splitDinRange(station.db, request, nowMs)).toMatchObject({
      value: { range: { firstDin: giver.din(90), count: 10 } },
    });
    expect((await fetched(giver)).dinRanges).toMatchObject([{ count: 90 }]);
  });

  test('by the station may be issued again once the vehicle knows, under another name', async () => {
    const it = await van();
    await fetched(it);
    const recall = { rangeId: it.rangeId, count: 100, ...signed };
    expect(await recallDinRange(station.db, recall, nowMs)).toMatchObject({ ok: true });
    expect(await kinds(it)).toEqual([[1, 100, 'recalled']]);
    const issue = { vehicleId: it.vehicle, firstDin: it.din(0), count: 100 };
    expect(await issueDinRange(station.db, issue)).toMatchObject({ error: 'overlap' });
    await told(it);
    const again = await issueDinRange(station.db, issue);
    if (!again.ok) throw new Error(again.error);
    expect(again.value.rangeId).toBe(`${it.rangeId}.2`);
    expect(await kinds(it)).toEqual([[1, 100, 'recalled']]);
    expect(await kinds(again.value)).toEqual([[1, 100, 'free']]);
    expect(await dinFate(station.db, it.din(0))).toMatchObject({ fate: { kind: 'free' } });
  });

  test('are never used ones, never more than there are, never without a reason', async () => {
    const [it, taker] = [await van(), await van()];
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
    const [it, taker] = [await vanWithNumbers(), await van()];
    const request = { rangeId: it.rangeId, count: 40, toVehicle: taker.vehicle, ...signed };
    await splitDinRange(station.db, request, nowMs);
    await told(it);
    it.journal.passTime(day / 24);
    seal(it, 60);
    await it.post();
    expect(await kinds(it)).toEqual([
      [1, 60, 'returned'],
      [61, 40, 'split'],
    ]);
  });
});
