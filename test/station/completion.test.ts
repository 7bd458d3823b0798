import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { driveId } from '../../shared/ids.ts';
import {
  confirmDrive,
  importPlan,
  issueDinRange,
  previewPlan,
  putStaff,
} from '../../station/administer.ts';
import { operatorId } from '../../shared/ids.ts';
import { readCompletion } from '../../station/plan/completion.ts';
import { type Completion, completion } from '../../station/plan/completion-shape.ts';
import { rebuild } from '../../station/projection/rebuild.ts';
import { signedIn } from './support/page.ts';
import { dayBodies } from './support/day-bodies.ts';
import { enrolledLaptop, type TestLaptop } from './support/laptop.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { createVehicleJournal, send } from './support/vehicle-journal.ts';

let station: TestStation;
const vans = ['van-01', 'van-02'] as const;
const laptops = new Map<string, TestLaptop>();
const author = { by: 'leader-1', nowMs };

beforeAll(async () => {
  station = await startTestStation();
  for (const [index, vehicleId] of vans.entries()) {
    laptops.set(vehicleId, await enrolledLaptop(station, vehicleId, `皖F·${index}`));
    const firstDin = `G123426${String(index * 1000 + 1).padStart(6, '0')}`;
    await issueDinRange(station.db, { vehicleId, firstDin, count: 100 });
  }
  await putStaff(station.db, [
    { operatorId: operatorId.parse('nurse-1'), name: '李护士', roles: ['leader'] },
  ]);
  const file =
    '时间,地点,单位,任务数\n3月第三周,采血屋,甲局,4\n3月第三周,乙局,乙局,5\n9月上旬,采血屋,甲局、乙局,6';
  const preview = previewPlan(Buffer.from(file), 'p.csv');
  if (!preview.ok) throw new Error(preview.error);
  await importPlan(station.db, preview.value, { name: 'p', year: 2026, ...author });
});
afterAll(() => station.close());

/** A session of a drive in which donors of these units (null: none named) gave. */
async function hold(
  vehicle: (typeof vans)[number],
  drive: { readonly id: string; readonly venue: string; readonly organisations: readonly string[] },
  donors: readonly (string | null)[],
  firstNumber: number,
  atMs = nowMs,
) {
  const journal = createVehicleJournal(vehicle, randomUUID(), atMs);
  const bodies = dayBodies(journal.sessionId);
  journal.open();
  const opened = bodies.sessionOpened();
  // The epoch stays; the session is opened on another drive.
  journal.entries.length = 1;
  journal.append('session.opened', {
    ...opened,
    drive: {
      ...{ driveId: driveId.parse(drive.id), planned: '3月第三周', venue: drive.venue },
      ...{ organisations: [...drive.organisations], target: null },
    },
  });
  for (const [index, organisation] of donors.entries()) {
    const visitId = randomUUID();
    const key = (firstNumber + index).toString(16).padStart(64, '0');
    const registered = bodies.donorRegistered(visitId, index + 1, key, key);
    journal.append('donor.registered', { ...registered, organisation });
    journal.append('screening.decided', bodies.screeningDecided(visitId));
    journal.donate(visitId, `G123426${String(firstNumber + index).padStart(6, '0')}`);
  }
  const laptop = laptops.get(vehicle);
  if (!laptop) throw new Error('no such laptop');
  const { status } = await send(laptop, journal.batch());
  expect(status).toBe(200);
}

const read = async (year = 2026): Promise<Completion> =>
  completion.parse(await readCompletion(station.db, year));

const row = <Row extends object>(rows: readonly Row[], wanted: Partial<Row>) =>
  rows.find((each) =>
    Object.entries(wanted).every(([member, value]) => Reflect.get(each, member) === value),
  );

test('before anything was collected the targets stand alone', async () => {
  const { year, total, byVehicle } = await read();
  expect(year).toBe(2026);
  expect(total).toMatchObject({ drives: 3, confirmed: 0, target: 15, donations: 0, percent: 0 });
  expect(byVehicle).toMatchObject([{ vehicle: null, target: 15 }]);
});

test('donations count for their unit, place, week and vehicle as soon as they arrive', async () => {
  await confirmDrive(
    station.db,
    { driveId: 'p-0001', on: '2026-03-18', vehicle: 'van-01', team: ['nurse-1'] },
    author,
  );
  await hold(
    'van-01',
    { id: 'p-0001', venue: '采血屋', organisations: ['甲局'] },
    [null, null, '乙局'],
    1,
  );
  const { total, byUnit, byPlace, byWeek, byVehicle } = await read();
  expect(total).toMatchObject({
    target: 15,
    donations: 3,
    volumeMl: 1206,
    sessions: 1,
    confirmed: 1,
    percent: 20,
  });
  expect(row(byUnit, { name: '甲局' })).toMatchObject({
    target: 4,
    donations: 2,
    percent: 50,
    visitsByHalf: [1, 0],
  });
  expect(row(byUnit, { name: '乙局' })).toMatchObject({ target: 5, donations: 1, percent: 20 });
  expect(row(byPlace, { place: '采血屋' })).toMatchObject({ target: 10, donations: 3 });
  expect(row(byWeek, { monday: '2026-03-16' })).toMatchObject({ target: 9, donations: 3 });
  expect(row(byVehicle, { vehicle: 'van-01' })).toMatchObject({
    plate: '皖F·0',
    target: 4,
    donations: 3,
    percent: 75,
  });
});

test('a session of several units without a word of the donor counts for no unit, an empty one as held', async () => {
  const both = { id: 'p-0003', venue: '采血屋', organisations: ['甲局', '乙局'] };
  await hold('van-02', both, [null, '甲局'], 1001);
  await hold('van-02', { id: 'p-0002', venue: '乙局', organisations: ['乙局'] }, [], 1050);
  const { total, byUnit, byPlace, byVehicle } = await read();
  expect(total).toMatchObject({ donations: 5, sessions: 3 });
  expect(row(byUnit, { name: '甲局' })).toMatchObject({ donations: 3, visitsByHalf: [2, 0] });
  expect(row(byUnit, { name: null })).toMatchObject({ target: 6, donations: 1 });
  expect(row(byPlace, { place: '乙局' })).toMatchObject({ target: 5, donations: 0, sessions: 1 });
  expect(row(byVehicle, { vehicle: 'van-02' })).toMatchObject({
    donations: 2,
    sessions: 2,
    target: null,
  });
});

test('a year is a year in China: the first morning of January is not the old year’s', async () => {
  const newYear = Date.UTC(2026, 11, 31, 16, 30);
  await hold(
    'van-01',
    { id: 'p-0001', venue: '采血屋', organisations: ['甲局'] },
    [null],
    20,
    newYear,
  );
  expect((await read(2026)).total.donations).toBe(5);
  expect((await read(2027)).total).toMatchObject({ donations: 1, target: null, percent: null });
  expect((await read(2027)).byWeek).toMatchObject([{ monday: '2026-12-28', donations: 1 }]);
});

test('the same comes out after the projections are made again from the journal', async () => {
  const before = await read();
  await station.db.deleteFrom('visit').execute();
  await rebuild(station.db);
  expect(await read()).toEqual(before);
});

test('the page has the four tables, searched and sorted, a page at a time, this year unless another is wanted', async () => {
  const planner = await signedIn(station, 'planner', ['planner']);
  const whole = await read();
  const byUnit = await planner.ask('completion.get', { size: 2 });
  expect(byUnit).toMatchObject({ year: 2026, total: whole.total });
  expect(byUnit.table).toMatchObject({ total: whole.byUnit.length, hasMore: false });
  expect(byUnit.table.rows.map(({ key }) => key)).toEqual(
    whole.byUnit.slice(0, 2).map(({ unitId }) => unitId),
  );
  const best = await planner.ask('completion.get', {
    ...{ by: 'place', sort: 'donations', direction: 'descend' },
  });
  const donations = best.table.rows.map((each) => each.donations);
  expect(donations).toEqual(donations.toSorted((one, other) => other - one));
  const name = whole.byPlace.find(({ place }) => place !== null)?.place ?? '';
  const found = await planner.ask('completion.get', { by: 'place', search: name });
  expect(found.table.rows.map(({ key }) => key)).toContain(name);
  expect(found.table.rows.every(({ key }) => key?.includes(name))).toBe(true);
  expect(await planner.refusal('completion.get', { year: 99 })).toMatchObject({ status: 400 });
});

test('plans and drives come a page at a time, drives by their state', async () => {
  const planner = await signedIn(station, 'planner', ['planner']);
  expect((await planner.ask('plan.list', {})).rows).toMatchObject([
    { plan: 'p', drives: 3, confirmed: 1 },
  ]);
  const drives = await planner.ask('drive.list', { year: 2026 });
  expect(drives.rows).toMatchObject([
    { driveId: 'p-0002', state: 'due' },
    { driveId: 'p-0001', state: 'confirmed' },
    { state: 'planned' },
  ]);
  const due = await planner.ask('drive.list', { year: 2026, state: 'due' });
  expect(due.rows.map(({ driveId }) => driveId)).toEqual(['p-0002']);
});
