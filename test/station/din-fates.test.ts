import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entryBodies } from '../../shared/journal/types.ts';
import { dinFate, dinFates } from '../../station/administer.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, type Van } from './support/van.ts';
import { fatesOf, kinds, seal, vanWithNumbers } from './support/van-numbers.ts';

let station: TestStation;

beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

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

describe('the fate of every number', () => {
  test('used, spoiled and by whom, free, each with the entry that says so; together they are the range', async () => {
    const it = await vanWithNumbers(station);
    const used = it.journal.donate(it.journal.register(aPerson()), it.din(0));
    const spoiled = spoil(it, it.din(2));
    await it.post();
    expect(await kinds(station, it)).toEqual([
      [1, 1, 'used'],
      [2, 1, 'free'],
      [3, 1, 'spoiled'],
      [4, 97, 'free'],
    ]);
    expect((await fatesOf(station, it)).counts).toEqual({
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
    const [right, short] = [await vanWithNumbers(station), await vanWithNumbers(station)];
    for (const it of [right, short]) it.journal.donate(it.journal.register(aPerson()), it.din(0));
    const sealed = seal(right, 99);
    seal(short, 97);
    for (const it of [right, short]) await it.post();
    expect(await kinds(station, right)).toEqual([
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
    expect(await kinds(station, short)).toEqual([
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
    const [first, second] = [await createVan(station), await createVan(station)];
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
