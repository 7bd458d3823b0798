import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { roles } from '../../shared/roles.ts';
import * as administer from '../../station/administer.ts';
import { startTestStation, type TestStation } from '../station/support/station.ts';
import {
  barcode,
  type Bound,
  donate,
  keyOf,
  openDay,
  personAt,
  preparation,
  toCollection,
  toStopped,
} from '../support/donor-steps.ts';
import { enrolFolder } from '../support/enrol-folder.ts';
import { bag400, dayMs, donorHashKeyHex, staff, startsAtMs } from '../support/station-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { loggedWorld, openTestCore, type TestCore } from '../support/test-core.ts';

let station: TestStation;
let vehicles = 0;

beforeAll(async () => {
  station = await startTestStation(startsAtMs);
  await administer.putStaff(station.db, [
    { operatorId: staff.demo, name: '演示护士', roles: [...roles] },
    { operatorId: staff.zhang, name: '张护士', roles: ['phlebotomist'] },
  ]);
  await administer.setDonorHashKey(station.db, donorHashKeyHex);
  await administer.putBagLots(station.db, [
    {
      ...{ lot: bag400, product: 'CPDA-1 400 mL', anticoagulant: 'CPDA-1' },
      ...{ nominalVolumeMl: 400, expiresOn: '2027-12-31' },
    },
  ]);
  const name = 'huaibei-annex1-city-units';
  const file = join(import.meta.dirname, '..', '..', 'resources', 'plans', `${name}.csv`);
  const preview = administer.previewPlan(readFileSync(file), `${name}.csv`);
  if (!preview.ok) throw new Error(preview.error);
  const options = { name, year: 2026, by: 'leader-1', nowMs: startsAtMs };
  const imported = await administer.importPlan(station.db, preview.value, options);
  if (!imported.ok) throw new Error('the plan was not imported');
});
afterAll(() => station.close());

interface Vehicle extends TestCore {
  readonly vehicle: string;
  readonly rangeId: string;
  readonly firstDin: string;
}

/** A real vehicle with ten numbers of this station, which has fetched what the station has. */
async function vehicle(): Promise<Vehicle> {
  vehicles += 1;
  const name = `vehicle-${vehicles}`;
  const folder = temporaryFolder();
  await enrolFolder(station, folder, name);
  const firstDin = `A9999260${vehicles}0001`;
  const issued = await administer.issueDinRange(station.db, {
    ...{ vehicleId: name, firstDin, count: 10 },
  });
  if (!issued.ok) throw new Error(issued.error);
  const it = openTestCore({
    ...{ vehicle: name, station: station.url, folder },
    ...{ world: loggedWorld(vehicles), taken: 'nothing' },
  });
  onTestFinished(async () => {
    await it.core.close();
    expect(it.world.errors).toEqual([]);
  });
  expect(await sync(it)).toMatchObject({ state: 'idle', problem: null });
  const { drives } = await it.ok('drive.list', {});
  const [drive] = drives;
  if (!drive) throw new Error('the plan has no drive');
  await openDay(it, { driveId: drive.driveId });
  return { ...it, vehicle: name, rangeId: issued.value.rangeId, firstDin };
}

/** The station's clock and this vehicle's say the same. */
const sync = (it: TestCore) => {
  station.setNow(it.world.clock.nowMs());
  return it.ok('sync.now', {});
};

const deferred = (at: number) =>
  indexedDonor.parse({
    ...{ donorKey: keyOf(personAt(at)), personKey: null, donationCount: 1, bloodGroup: null },
    ...{ hadReaction: false, history: [] },
    deferrals: [
      {
        ...{ reason: 'hbsag', clause: '8.3', permanent: true, until: null, bars: 'all' },
        endedOn: null,
      },
    ],
  });
const defer = (at: number) => administer.putDonors(station.db, [deferred(at)], startsAtMs + dayMs);

const cardOf = async (it: Vehicle, { visitId }: Bound) => {
  const board = await it.ok('session.board', {});
  return board?.cards.find((card) => card.visitId === visitId);
};

test('a hold that comes after the donation was taken in reaches the vehicle at its next sync, and its release too', async () => {
  const it = await vehicle();
  const unit = await toStopped(it, 0);
  expect(await sync(it)).toMatchObject({ setAside: [], holds: [], settled: [] });
  await defer(0);
  expect((await cardOf(it, unit))?.donation?.held).toBe(false);
  const status = await sync(it);
  expect(status.holds).toEqual([
    {
      ...{ donationId: unit.donationId, din: unit.din, box: null },
      ...{ reasons: ['donor-deferred'], other: null },
    },
  ]);
  expect(status.setAside.map(({ reason, subject }) => [reason, subject])).toEqual([
    ['donor-deferred', unit.donationId],
  ]);
  expect((await cardOf(it, unit))?.donation?.held).toBe(true);
  const { donation } = await it.ok('visit.get', { visitId: unit.visitId });
  expect(donation?.heldFor).toEqual(['donor-deferred']);

  const { items } = await administer.readQueue(station.db, { vehicle: it.vehicle }, startsAtMs);
  const resolve = (by: string) =>
    administer.resolveSetAside(
      station.db,
      { id: items[0]?.id ?? '', decision: 'release', why: '同名误录', by },
      startsAtMs + dayMs,
    );
  expect(await resolve('lab-1')).toMatchObject({ value: 'needs-second' });
  expect((await sync(it)).holds).toHaveLength(1);
  expect(await resolve('lab-2')).toMatchObject({ value: 'resolved' });
  const after = await sync(it);
  expect(after).toMatchObject({ setAside: [], holds: [] });
  expect(after.settled).toMatchObject([
    { reason: 'donor-deferred', decision: 'release', why: '同名误录' },
  ]);
  expect((await cardOf(it, unit))?.donation?.held).toBe(false);
});

test('a held unit is packed apart from the others, and the others apart from it', async () => {
  const it = await vehicle();
  await donate(it, 1, 'BOX-1');
  const held = await toStopped(it, 2);
  const free = await toStopped(it, 3);
  await sync(it);
  await defer(2);
  await sync(it);
  const pack = (unit: Bound, box: string) => ({ raw: barcode(unit.din, '00'), box });
  for (const { visitId } of [held, free])
    await it.ok('visit.end', { visitId, reason: 'completed' });
  expect((await it.refusal('unit.pack', pack(held, 'BOX-1'))).reason).toBe('held-unit-apart');
  await it.ok('unit.pack', pack(held, 'HOLD-1'));
  expect((await it.refusal('unit.pack', pack(free, 'HOLD-1'))).reason).toBe('box-of-held-units');
  await it.ok('unit.pack', pack(free, 'BOX-1'));
});

test('the reply to the batch holds at once what it set aside, and the feed says what it is at odds with', async () => {
  const [first, second] = [await vehicle(), await vehicle()];
  const one = await donate(first, 4);
  await sync(first);
  // The same person, who went from one vehicle to the other.
  second.world.passTime(3_600_000);
  const two = await donate(second, 4);
  const { holds } = await sync(second);
  expect(holds).toMatchObject([
    { donationId: two.donationId, reasons: ['interval-broken'], other: { vehicle: first.vehicle } },
  ]);
  expect((await sync(first)).holds).toEqual([]);
  expect(one.din).not.toBe(two.din);
});

test('numbers given to another vehicle are refused from the next sync on, and may be used there after it', async () => {
  const [giver, taker] = [await vehicle(), await vehicle()];
  const rangeId = giver.rangeId;
  const split = await administer.splitDinRange(
    station.db,
    { rangeId, count: 9, toVehicle: taker.vehicle, by: 'store-1', why: '调配' },
    startsAtMs + dayMs,
  );
  if (!split.ok) throw new Error(split.error);
  await sync(taker);
  const visitId = await toCollection(giver, 5);
  const given = (din: string) => ({
    ...preparation(visitId),
    din: { kind: 'scanned' as const, raw: barcode(din, '00') },
  });
  await sync(giver);
  expect((await giver.refusal('donation.prepare', given(split.value.firstDin))).reason).toBe(
    'din-outside-range',
  );
  expect(await giver.ok('donation.prepare', given(giver.firstDin))).toMatchObject({
    din: giver.firstDin,
  });
  const at = await administer.dinFate(station.db, split.value.firstDin);
  expect(at).toMatchObject({ vehicle: taker.vehicle, fate: { kind: 'free' } });
  expect(await sync(taker)).toMatchObject({ state: 'idle' });
  expect((await taker.ok('drive.list', {})).dinsLeft).toBe(19);
});

test('a station that lost its newest decisions is believed: what it holds again is held again', async () => {
  const it = await vehicle();
  const unit = await toStopped(it, 6);
  await sync(it);
  await defer(6);
  await sync(it);
  const { items } = await administer.readQueue(station.db, { vehicle: it.vehicle }, startsAtMs);
  const id = items[0]?.id ?? '';
  const decide = { id, decision: 'discard' as const, why: '不用', by: 'lab-1' };
  await administer.resolveSetAside(station.db, decide, startsAtMs + dayMs);
  expect((await sync(it)).settled).toHaveLength(1);
  // Brought back to a backup of before the decision.
  await sql`alter table resolution disable trigger resolution_is_final`.execute(station.db);
  await station.db.deleteFrom('resolution').where('set_aside_id', '=', id).execute();
  await sql`alter table resolution enable trigger resolution_is_final`.execute(station.db);
  await station.db
    .updateTable('set_aside')
    .set({ decision: null, decided_at_ms: null, position: 1 })
    .where('set_aside_id', '=', id)
    .execute();
  await station.db
    .updateTable('verdict_feed')
    .set({ position: 1 })
    .where('vehicle', '=', it.vehicle)
    .execute();
  const status = await sync(it);
  expect(status.settled).toEqual([]);
  expect(status.holds.map(({ donationId }) => donationId)).toEqual([unit.donationId]);
});

test('of a unit held after the day was sealed the list of holds says in which box it lies', async () => {
  const it = await vehicle();
  const { din } = await donate(it, 8, 'BOX-07');
  await it.ok('session.seal', { secondOperator: staff.zhang });
  await defer(8);
  const { holds } = await sync(it);
  expect(holds).toMatchObject([{ din, box: 'BOX-07', reasons: ['donor-deferred'] }]);
});
