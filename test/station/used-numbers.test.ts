import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths, vehicleReference } from '../../shared/sync/station-api.ts';
import {
  holdsList,
  issueDinRange,
  setDonorHashKey,
  splitDinRange,
} from '../../station/administer.ts';
import { knownEntry } from '../../station/intake/known-entry.ts';
import { rebuild } from '../../station/projection/rebuild.ts';
import { noteTold } from '../../station/reference/din-range-changes.ts';
import { dayBodies } from './support/day-bodies.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, queueOf, seqOf } from './support/van.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
  await setDonorHashKey(station.db, 'ab'.repeat(32));
});
afterAll(() => station.close());

test('numbers that go to another vehicle are not issued anew in the moment in which their vehicle says that it knows', async () => {
  const [giving, taking, third] = [
    await createVan(station),
    await createVan(station),
    await createVan(station),
  ];
  const fetched = async () =>
    vehicleReference.parse(await (await giving.get(paths.reference)).json()).data.version;
  await fetched();
  const split = await splitDinRange(
    station.db,
    {
      ...{ rangeId: giving.rangeId, count: 50, toVehicle: taking.vehicle },
      ...{ by: 'store-1', why: '调配' },
    },
    nowMs,
  );
  if (!split.ok) throw new Error(split.error);
  expect(split.value.range).toBeNull();
  const received = knownEntry(
    giving.journal.append('reference.received', {
      ...{ version: await fetched(), sha256: 'ab'.repeat(32), indexVersion: 1 },
      ...{ indexedDonors: 0, keyGeneration: 1 },
    }),
  );
  if (!received) throw new Error('not understood');
  let issued: ReturnType<typeof issueDinRange> | undefined;
  await station.db.transaction().execute(async (trx) => {
    await sql`lock table din_range_change in access exclusive mode`.execute(trx);
    issued = issueDinRange(station.db, {
      ...{ vehicleId: third.vehicle, firstDin: split.value.firstDin, count: 10 },
    });
    // By then it looks whether these numbers are under way, and waits.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const place = {
      ...{ vehicle: giving.vehicle, laptop: giving.laptop.laptop },
      ...{ epoch: giving.journal.epoch, parents: [], nowMs },
    };
    await noteTold(trx, place, { understood: [received] });
  });
  expect(await issued).toEqual({ ok: false, error: 'overlap' });
});

test('a number of an entry whose visit the station does not know is used all the same', async () => {
  const [one, other] = [await createVan(station), await createVan(station)];
  // As when a vehicle of a newer version registered the donor in words that this station does not know.
  one.journal.donate(randomUUID(), one.din(4));
  const unknown = one.journal.entries.slice(2).map(({ seq }) => [seq, 'unknown-entry']);
  expect(await one.post()).toEqual(unknown);
  // The bag is there, and must not be released.
  expect(await holdsList(station.db)).toContainEqual(
    expect.objectContaining({ din: one.din(4), reasons: ['unknown-entry'], product: null }),
  );
  const [item] = (await queueOf(station, one)).filter(({ holds }) => holds);
  expect(item).toMatchObject({
    din: one.din(4),
    decisions: ['release', 'discard', 'correct-record'],
  });
  expect((await one.feed()).verdicts.filter(({ donationId }) => donationId !== null)).toHaveLength(
    1,
  );
  other.journal.donate(other.journal.register(aPerson()), one.din(4));
  expect(await other.post()).toContainEqual([seqOf(other, 'donation.prepared'), 'din-seen-before']);
  expect((await other.feed()).verdicts).toContainEqual(
    expect.objectContaining({
      reason: 'din-seen-before',
      other: expect.objectContaining({ vehicle: one.vehicle, din: one.din(4) }) as unknown,
    }),
  );
});

test('a unit that only a newer program can read is held from the rebuild on, and once', async () => {
  const van = await createVan(station);
  const visitId = van.journal.register(aPerson());
  const body = dayBodies(van.journal.sessionId).prepared(randomUUID(), visitId, van.din(5));
  const unread = van.journal.appendAny('donation.prepared', { ...body }, 2, body.donationId);
  const { donationId } = body;
  const started = van.journal.appendAny('donation.started', { donationId }, 2, donationId);
  van.journal.donate(van.journal.register(aPerson()), van.din(6));
  const told = [unread, started].map(({ seq }) => [seq, 'unknown-entry']);
  expect(await van.post()).toEqual(told);
  const held = async () =>
    (await holdsList(station.db)).filter(({ vehicle }) => vehicle === van.vehicle);
  expect(await held()).toEqual([]);
  await station.db
    .updateTable('journal')
    .set({ version: 1 })
    .where('vehicle', '=', van.vehicle)
    .execute();
  expect(await rebuild(station.db)).toMatchObject({ held: 1 });
  expect(await rebuild(station.db)).toMatchObject({ held: 0 });
  // One word of a person's settles it, though two entries were unread.
  expect((await queueOf(station, van)).filter(({ holds }) => holds)).toHaveLength(1);
  expect(await held()).toMatchObject([
    { din: van.din(5), donationId: body.donationId, reasons: ['unknown-entry'], state: 'waiting' },
  ]);
});
