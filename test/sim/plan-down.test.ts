import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { roles } from '../../shared/roles.ts';
import * as administer from '../../station/administer.ts';
import { unitIdOf } from '../../station/plan/unit-store.ts';
import { startTestStation, type TestStation } from '../station/support/station.ts';
import {
  barcode,
  donate,
  identityOf,
  keyOf,
  openDay,
  personAt,
  typed,
} from '../support/donor-steps.ts';
import { enrolFolder } from '../support/enrol-folder.ts';
import { bag400, dayMs, donorHashKeyHex, staff, startsAtMs } from '../support/station-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { loggedWorld, openTestCore, type TestCore } from '../support/test-core.ts';

/** What a person at the station says of a drive, a term or a hold, and what a vehicle then does: a real station and real laptops. */
let station: TestStation;
let vehicles = 0;
const author = { by: 'planner-1', nowMs: startsAtMs };
const plan =
  '时间,地点,单位,任务数,联络员,联系电话\n6月第三周,镇卫生院,段园镇,30,王某某,0561-1\n6月第三周,广场,市妇联,12,李某某,0561-2\n9月,礼堂,市教育局,,张某某,0561-3';

beforeAll(async () => {
  station = await startTestStation(startsAtMs);
  await administer.setDonorHashKey(station.db, donorHashKeyHex);
  await administer.putBagLots(station.db, [
    {
      ...{ lot: bag400, product: 'CPDA-1 400 mL', anticoagulant: 'CPDA-1' },
      ...{ nominalVolumeMl: 400, expiresOn: '2027-12-31' },
    },
  ]);
  await imports(plan);
});
beforeEach(() =>
  administer.putStaff(station.db, [
    { operatorId: staff.demo, name: '演示护士', roles: [...roles], term: always },
    { operatorId: staff.zhang, name: '张护士', roles: ['phlebotomist'], term: always },
  ]),
);
afterAll(() => station.close());

const always = { sinceMs: 0, untilMs: null };

async function imports(text: string): Promise<void> {
  const preview = administer.previewPlan(Buffer.from(text), 'plan.csv');
  if (!preview.ok) throw new Error(preview.error);
  const options = { name: 'plan', year: 2026, ...author };
  const done = await administer.importPlan(station.db, preview.value, options);
  if (!done.ok) throw new Error(done.error);
}

async function vehicle(): Promise<TestCore & { readonly vehicle: string }> {
  vehicles += 1;
  const name = `vehicle-${vehicles}`;
  const folder = temporaryFolder();
  await enrolFolder(station, folder, name);
  const firstDin = `A9999260${vehicles}0001`;
  await administer.issueDinRange(station.db, { vehicleId: name, firstDin, count: 10 });
  const it = openTestCore({
    ...{ vehicle: name, station: station.url, folder },
    ...{ world: loggedWorld(vehicles), taken: 'nothing' },
  });
  onTestFinished(async () => {
    await it.core.close();
    expect(it.world.errors).toEqual([]);
  });
  await sync(it);
  return { ...it, vehicle: name };
}

async function sync(it: TestCore): Promise<void> {
  station.setNow(it.world.clock.nowMs());
  expect(await it.ok('sync.now', {})).toMatchObject({ state: 'idle', problem: null });
}

const confirmFor = async (driveId: string, name: string, on = '2026-06-16') => {
  const word = { driveId, on, vehicle: name, team: ['zhang'], secondThatDay: true };
  const done = await administer.confirmDrive(station.db, word, author);
  if (!done.ok) throw new Error(done.error);
};
const driveAt = async (it: TestCore, id: string) =>
  (await it.ok('drive.list', {})).drives.find(({ driveId }) => driveId === id);

test('a confirmed drive reaches its vehicle with day, team, units and contacts; another vehicle learns only that it is taken', async () => {
  const [mine, others] = [await vehicle(), await vehicle()];
  expect(await driveAt(mine, 'plan-0001')).toMatchObject({ confirmed: null, target: 30 });
  await confirmFor('plan-0001', mine.vehicle);
  for (const it of [mine, others]) await sync(it);
  const contacts = [{ role: 'liaison', name: '王某某', phone: '0561-1' }];
  expect(await driveAt(mine, 'plan-0001')).toMatchObject({
    ...{ from: '2026-06-15', to: '2026-06-21', withdrawn: false },
    confirmed: { on: '2026-06-16', vehicle: mine.vehicle, team: ['zhang'] },
    units: [{ name: '段园镇', target: 30, contacts }],
  });
  expect(await driveAt(others, 'plan-0001')).toMatchObject({
    confirmed: { on: '2026-06-16', vehicle: mine.vehicle, team: [] },
    units: [{ name: '段园镇', target: 30, contacts: [] }],
  });
  // Nobody has confirmed this one: either may still go there.
  expect((await driveAt(others, 'plan-0003'))?.units[0]?.contacts).toHaveLength(1);
  expect((await mine.ok('drive.list', {})).here).toEqual({
    ...{ vehicle: mine.vehicle, date: '2026-06-16' },
  });
});

test('a drive opened on the wrong vehicle says so at the station, and one taken out of the plan is told to the vehicles', async () => {
  const [mine, others] = [await vehicle(), await vehicle()];
  await confirmFor('plan-0002', mine.vehicle);
  await sync(others);
  const { refusal, world } = others;
  const drive = await driveAt(others, 'plan-0002');
  if (!drive) throw new Error('the drive did not come down');
  const asked = {
    driveId: drive.driveId,
    bagLots: [bag400],
    clockConfirmedAtMs: world.clock.nowMs(),
  };
  expect((await refusal('session.open', asked)).reason).toBe('drive-against-plan');
  const { sessionId } = await openDay(others, { ...asked, knowingly: ['other-vehicle'] });
  await sync(others);
  const row = station.db
    .selectFrom('session')
    .select('knowingly')
    .where('session_id', '=', sessionId);
  expect(await row.executeTakeFirst()).toEqual({
    knowingly: {
      departures: ['other-vehicle'],
      confirmedOn: '2026-06-16',
      confirmedVehicle: mine.vehicle,
    },
  });
  await imports(plan.split('\n').toSpliced(3, 1).join('\n'));
  await sync(mine);
  expect(await driveAt(mine, 'plan-0003')).toMatchObject({
    withdrawn: true,
    units: [{ contacts: [] }],
  });
  await imports(plan);
});

test('a term set at the station ends a person’s work on the vehicle at its next sync, and with no network at its end', async () => {
  const it = await vehicle();
  const open = { driveId: (await driveAt(it, 'plan-0003'))?.driveId ?? ('' as never) };
  await openDay(it, open);
  const untilMs = it.world.clock.nowMs() + 3_600_000;
  const term = { operatorId: 'demo', sinceMs: 0, untilMs };
  expect(await administer.putStaffTerm(station.db, term)).toMatchObject({ ok: true });
  const someone = (at: number) => typed(identityOf(personAt(at)));
  await sync(it);
  await it.ok('donor.register', someone(0));
  it.world.passTime(3_600_000);
  expect((await it.refusal('donor.register', someone(1))).reason).toBe('term-ended');
  await sync(it);
  await administer.putStaffTerm(station.db, { ...term, untilMs: null });
  await sync(it);
  await it.ok('donor.register', someone(1));
});

test('what a vehicle lets happen before it hears of a term is set aside on arrival', async () => {
  const it = await vehicle();
  await openDay(it, { driveId: (await driveAt(it, 'plan-0003'))?.driveId ?? ('' as never) });
  await sync(it);
  const term = { operatorId: 'demo', sinceMs: 0, untilMs: it.world.clock.nowMs() };
  await administer.putStaffTerm(station.db, term);
  it.world.passTime(1_000);
  await it.ok('donor.register', typed(identityOf(personAt(2))));
  await sync(it);
  const { setAside } = await it.ok('sync.status', {});
  expect(setAside.map(({ reason }) => reason)).toContain('operator-unknown');
});

test('a unit taken out of its box is in none at the station, and in another when it was packed again', async () => {
  const it = await vehicle();
  await openDay(it, { driveId: (await driveAt(it, 'plan-0003'))?.driveId ?? ('' as never) });
  const held = await donate(it, 3, 'BOX-1');
  await donate(it, 4, 'BOX-1');
  await sync(it);
  const box = async () =>
    (
      await station.db
        .selectFrom('donation')
        .select('box')
        .where('donation_id', '=', held.donationId)
        .executeTakeFirst()
    )?.box;
  expect(await box()).toBe('BOX-1');
  const deferral = {
    ...{ reason: 'hbsag', clause: '8.3', permanent: true, until: null, bars: 'all' },
    endedOn: null,
  };
  const record = indexedDonor.parse({
    ...{ donorKey: keyOf(personAt(3)), personKey: null, donationCount: 1, bloodGroup: null },
    ...{ hadReaction: false, history: [], deferrals: [deferral] },
  });
  await administer.putDonors(station.db, [record], startsAtMs + dayMs);
  await sync(it);
  const raw = barcode(held.din, '00');
  await it.ok('unit.unpack', { raw, reason: 'held' });
  await sync(it);
  expect(await box()).toBeNull();
  await it.ok('unit.pack', { raw, box: 'HOLD-1' });
  await sync(it);
  expect(await box()).toBe('HOLD-1');
});

test('the names a person said are one unit are one for the vehicle: its contacts and its target', async () => {
  const it = await vehicle();
  await imports(`${plan}\n9月,礼堂,段园镇政府,10,,`);
  const two = { unitId: unitIdOf('段园镇政府'), otherId: unitIdOf('段园镇') };
  expect(await administer.mergeUnits(station.db, two, author)).toMatchObject({ ok: true });
  await sync(it);
  expect((await driveAt(it, 'plan-0004'))?.units).toEqual([
    {
      ...{ name: '段园镇政府', target: 40 },
      contacts: [{ role: 'liaison', name: '王某某', phone: '0561-1' }],
    },
  ]);
});
