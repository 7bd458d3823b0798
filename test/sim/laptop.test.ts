import { signedIn } from '../station/support/page.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  forksOf,
  listLaptops,
  revokeLaptop,
  verifyStationChain,
} from '../../station/administer.ts';
import type { SyncStatus } from '../../shared/contract/device.ts';
import { nodeHashing } from '../../station/hashing.ts';
import { rebuild } from '../../station/projection/rebuild.ts';
import { verifyFolder } from '../../scripts/verify/verify-folder.ts';
import {
  donate,
  openDay,
  preparation,
  register,
  personAt,
  toCollection,
} from '../support/donor-steps.ts';
import { codeFor } from '../support/enrol-folder.ts';
import {
  copyOf,
  furnishedStation,
  issueNumbers,
  type Laptop,
  startLaptop,
} from '../support/laptop-world.ts';
import { staff } from '../support/station-data.ts';
import { openTestCore } from '../support/test-core.ts';
import { nowMs, type TestStation } from '../station/support/station.ts';

let station: TestStation;
let vehicles = 0;
beforeAll(async () => {
  station = await furnishedStation();
});
afterAll(() => station.close());

const newVehicle = (): string => `car-${(vehicles += 1)}`;
const sync = (it: Laptop) => it.ok('sync.now', {});
const away = { get: { kind: 'drop' }, post: { kind: 'drop' } } as const;

/** What the station set aside, but for people whom another test's vehicle registered the same day. */
const notAllowed = ({ setAside }: SyncStatus) =>
  setAside.filter(
    ({ reason }) => reason !== 'registered-elsewhere' && reason !== 'interval-broken',
  );

/** A laptop with numbers of its own and a session under way. */
async function atWork(vehicle = newVehicle()): Promise<Laptop> {
  await issueNumbers(station, vehicle);
  const it = await startLaptop(station, vehicle);
  expect(await sync(it)).toMatchObject({ state: 'idle', problem: null });
  await openDay(it);
  return it;
}

const forks = async (vehicle: string) =>
  (await forksOf(station.db)).filter((fork) => fork.vehicle === vehicle);

describe('enrolling', () => {
  test('a laptop without a station starts, and enrols once the station is there', async () => {
    const vehicle = newVehicle();
    const enrolCode = await codeFor(station, vehicle);
    const it = await startLaptop(station, vehicle, { enrolCode });
    it.line.behave(away);
    expect(await sync(it)).toMatchObject({ state: 'offline' });
    it.line.behave({});
    expect(await sync(it)).toMatchObject({ state: 'idle', problem: null });
    // The same command line again, its code long used.
    await it.close();
    const again = await startLaptop(station, vehicle, { folder: it.folder, enrolCode });
    expect(await sync(again)).toMatchObject({ state: 'idle', problem: null });
  });

  test('a laptop that nobody enrolled is told what to do, and a code typed in on the screen lets it in', async () => {
    const vehicle = newVehicle();
    const enrolCode = await codeFor(station, vehicle);
    const it = openTestCore({ vehicle, taken: 'nothing' });
    expect(await it.ok('station.connection', {})).toMatchObject({ url: null, isFixed: false });
    const enrol = (url: string, code: string) => it.refusal('station.enrol', { url, code });
    expect(await enrol('station', enrolCode)).toMatchObject({ reason: 'station-address-wrong' });
    expect(await enrol('http://10.0.0.9:8600', enrolCode)).toMatchObject({
      reason: 'station-address-plain',
    });
    expect(await enrol(station.url, 'ABC')).toMatchObject({ reason: 'enrol-code-wrong-form' });
    expect(await enrol(station.url, '00000-00000')).toMatchObject({ reason: 'enrol-code-unknown' });
    expect(await enrol('http://127.0.0.1:9', enrolCode)).toMatchObject({
      reason: 'station-unreachable',
    });
    expect(await it.ok('station.enrol', { url: station.url, code: enrolCode })).toMatchObject({
      ...{ vehicle, stationName: '血站' },
    });
    expect(await it.ok('sync.status', {})).toMatchObject({ state: 'idle', configured: true });
    await it.core.close();
  });

  test('a dead code is tried once, not at every sync: that would be a guess each time', async () => {
    const vehicle = newVehicle();
    const it = await startLaptop(station, vehicle, { enrolCode: '00000-00000' });
    // The first sync began with the start.
    const seen = [await sync(it), await sync(it)].map(({ problem }) => problem);
    expect(['enrol-code-unknown', 'not-enrolled']).toContain(seen[0]);
    expect(seen[1]).toBe('not-enrolled');
  });
});

test('a stale nonce costs one repeat, whatever the laptop’s clock says', async () => {
  const it = await atWork();
  await register(it, personAt(1));
  it.world.passTime(-7 * 3_600_000);
  station.passTime(11 * 60_000);
  const before = it.line.posts();
  expect(await sync(it)).toMatchObject({ state: 'idle', problem: null });
  expect(it.line.posts() - before).toBe(2);
});

test('a revoked laptop is told so, takes no new number, and loses nothing', async () => {
  const it = await atWork();
  const { laptop } = await it.ok('station.connection', {});
  const visitId = await toCollection(it, 0);
  await sync(it);
  it.line.behave(away);
  await revokeLaptop(station.db, laptop, { why: '遗失', by: 'leader', nowMs });
  const { din } = await it.ok('donation.prepare', preparation(visitId));
  expect(din).toHaveLength(13);
  it.line.behave({});
  const status = await sync(it);
  expect(status).toMatchObject({ state: 'refused', problem: 'revoked' });
  expect(status.entriesTotal).toBeGreaterThan(status.entriesHeld);
  const next = await toCollection(it, 1);
  expect(await it.refusal('donation.prepare', preparation(next))).toMatchObject({
    reason: 'laptop-revoked',
  });
  expect(await it.ok('station.connection', {})).toMatchObject({ halted: 'revoked' });
  await it.close();
  expect(verifyFolder(it.folder).kind).toBe('equal');
});

describe('two laptops of one vehicle never share a number', () => {
  test('a new data folder gets none of the numbers of the old one', async () => {
    const first = await atWork();
    const drawn = await donate(first, 0);
    const second = await startLaptop(station, first.vehicle);
    await sync(second);
    expect((await second.ok('drive.list', {})).dinsLeft).toBe(0);
    await issueNumbers(station, first.vehicle);
    await sync(second);
    expect((await second.ok('drive.list', {})).dinsLeft).toBe(6);
    await sync(first);
    expect((await first.ok('drive.list', {})).dinsLeft).toBe(5);
    await openDay(second);
    const other = await donate(second, 1);
    expect(other.din).not.toBe(drawn.din);
    expect(notAllowed(await sync(second))).toEqual([]);
    const laptops = await listLaptops(station.db);
    expect(laptops.filter(({ vehicle }) => vehicle === first.vehicle)).toHaveLength(2);
  });

  test('two that ask at the same moment do not get the same range', async () => {
    const vehicle = newVehicle();
    const both = [await startLaptop(station, vehicle), await startLaptop(station, vehicle)];
    for (const it of both) await sync(it);
    for (let round = 0; round < 5; round += 1) {
      await issueNumbers(station, vehicle);
      await Promise.all(both.map(sync));
    }
    const left = await Promise.all(both.map((it) => it.ok('drive.list', {})));
    expect(left.reduce((sum, { dinsLeft }) => sum + dinsLeft, 0)).toBe(30);
  });

  test('an older copy takes no number once it has heard the station, and goes on in a new epoch without one that may be on a bag', async () => {
    const it = await atWork();
    const { vehicle } = it;
    await it.close();
    const older = copyOf(it.folder);

    // The laptop's afternoon: two bags, of which the station hears of one; then its disk dies.
    const lost = await startLaptop(station, vehicle, { folder: it.folder });
    const bags = [await donate(lost, 0)];
    await sync(lost);
    lost.line.behave(away);
    // The people of these tests go from vehicle to vehicle: what they give too soon is held, and packed apart.
    bags.push(await donate(lost, 1, 'BOX-02'));
    await lost.close();

    const restored = await startLaptop(station, vehicle, { folder: older });
    const ownVisit = await toCollection(restored, 2);
    expect(await sync(restored)).toMatchObject({ state: 'refused', problem: 'refused-fork' });
    expect(await restored.refusal('donation.prepare', preparation(ownVisit))).toMatchObject({
      reason: 'laptop-restored',
    });
    const [fork] = await forks(vehicle);
    expect(fork).toMatchObject({ told: 'restored', wentOn: false });
    const { laptop } = await restored.ok('station.connection', {});
    expect(fork?.laptop).toBe(laptop);

    const oldEpoch = restored.core.epoch;
    const begin = { reason: '硬盘更换', secondOperator: staff.zhang };
    expect(
      await restored.refusal('epoch.begin', { ...begin, secondOperator: staff.demo }),
    ).toMatchObject({ reason: 'second-person-needed' });
    const { epoch } = await restored.ok('epoch.begin', begin);
    expect(restored.core.epoch).toBe(epoch);
    expect(epoch).not.toBe(oldEpoch);
    const status = await sync(restored);
    expect(status).toMatchObject({ state: 'idle', problem: null });
    expect(notAllowed(status)).toEqual([]);
    expect(status.entriesHeld).toBe(status.entriesTotal);

    // Its own entries of the old epoch are there, as a branch that verifies; those of the lost state too.
    const branch = await branchOf(oldEpoch);
    for (const chain of [oldEpoch, branch, epoch]) {
      expect(await verifyStationChain(station.db, chain, nodeHashing)).toMatchObject({
        verified: true,
      });
    }
    expect(await visitsAt(branch)).toContain(ownVisit);
    expect(await forks(vehicle)).toMatchObject([{ told: 'restored', wentOn: true }]);

    // None of the old ranges gives a number: the second bag's is known to nobody.
    expect(await restored.refusal('donation.prepare', preparation(ownVisit))).toMatchObject({
      reason: 'din-range-empty',
    });
    const scanned = (raw: string) =>
      ({ ...preparation(ownVisit), din: { kind: 'scanned', raw } }) as const;
    expect(
      await restored.refusal('donation.prepare', scanned(`=${bags[0]?.din ?? ''}00`)),
    ).toMatchObject({ reason: 'din-used' });
    // A set printed beforehand that is not on any bag may be scanned; the day goes on, and the station understands all of it.
    const free = `${bags[0]?.din.slice(0, 12) ?? ''}5`;
    const { donationId } = await restored.ok('donation.prepare', scanned(`=${free}00`));
    await restored.ok('donation.spoil', {
      ...{ donationId, reason: 'label-damaged', witness: staff.zhang },
    });
    await restored.ok('visit.end', { visitId: ownVisit, reason: 'left' });
    const { sessionId } = await restored.ok('session.seal', { secondOperator: staff.zhang });
    expect(notAllowed(await sync(restored))).toEqual([]);
    const page = await signedIn(station, 'laboratory', ['laboratory']);
    expect(await page.ask('session.get', { sessionId })).toMatchObject({
      ...{ epoch, state: 'sealed', sealValid: true },
    });
    expect(await page.ask('session.verify', { sessionId })).toMatchObject({ verified: true });
    expect((await page.ask('session.donations', { sessionId })).rows).toMatchObject([
      { din: free, spoiled: 'label-damaged', held: false },
    ]);
    await restored.close();
    expect(verifyFolder(restored.folder)).toMatchObject({ kind: 'equal', epochs: 2 });
    expect(new Set(bags.map(({ din }) => din)).size).toBe(2);
  });

  test('of two copies of one folder the one that comes second is stopped, and both are told as clones when the first goes on', async () => {
    const it = await atWork();
    const { vehicle } = it;
    await it.close();
    const copy = copyOf(it.folder);
    const first = await startLaptop(station, vehicle, { folder: it.folder });
    const { din } = await donate(first, 0);
    await sync(first);
    const second = await startLaptop(station, vehicle, { folder: copy });
    expect(await sync(second)).toMatchObject({ problem: 'refused-fork' });
    expect(await forks(vehicle)).toMatchObject([{ what: 'behind', told: 'restored' }]);
    const visitId = await toCollection(second, 1);
    expect(await second.refusal('donation.prepare', preparation(visitId))).toMatchObject({
      reason: 'laptop-restored',
    });
    await sync(second);
    await register(first, personAt(3));
    expect(await sync(first)).toMatchObject({ problem: null });
    const told = await forks(vehicle);
    expect(told.map((fork) => [fork.what, fork.told]).toSorted()).toEqual([
      ['behind', 'cloned'],
      ['fork', 'cloned'],
    ]);
    const page = await signedIn(station, 'keeper', ['administrator']);
    const shown = (await page.ask('told-apart.list', {})).rows.filter(
      (each) => each.vehicle === vehicle && each.told !== 'repeat',
    );
    // Lacking entries and having others is one thing for a person.
    expect(shown).toMatchObject([
      { told: 'cloned', wentOn: false, laptop: { laptop: told[0]?.laptop } },
    ]);
    const used = await station.db
      .selectFrom('din_use')
      .select('din')
      .where('vehicle', '=', vehicle)
      .execute();
    expect(used).toEqual([{ din }]);
  });
});

test('the same day sent twice is a repeat and leaves no trace of a fork', async () => {
  const it = await atWork();
  await donate(it, 0);
  it.line.behave({ post: { kind: 'lose-reply' } });
  await sync(it);
  it.line.behave({});
  expect(await sync(it)).toMatchObject({ state: 'idle', problem: null });
  expect(await forks(it.vehicle)).toEqual([]);
  const page = await signedIn(station, 'keeper', ['viewer']);
  const shown = (await page.ask('told-apart.list', {})).rows.filter(
    ({ vehicle }) => vehicle === it.vehicle,
  );
  expect(shown).toMatchObject([{ told: 'repeat', laptop: null, plate: it.vehicle }]);
});

test('a restored laptop’s day comes out the same when the projections are made again', async () => {
  const rows = async () => ({
    sessions: await station.db
      .selectFrom('session')
      .selectAll()
      .orderBy('epoch')
      .orderBy('session_id')
      .execute(),
    visits: await station.db
      .selectFrom('visit')
      .selectAll()
      .orderBy('epoch')
      .orderBy('visit_id')
      .execute(),
    donations: await station.db
      .selectFrom('donation')
      .selectAll()
      .orderBy('epoch')
      .orderBy('donation_id')
      .execute(),
  });
  const before = await rows();
  expect(before.visits.length).toBeGreaterThan(5);
  await rebuild(station.db);
  expect(await rows()).toEqual(before);
});

async function branchOf(epoch: string): Promise<string> {
  const row = await station.db
    .selectFrom('epoch')
    .select('epoch')
    .where('branch_of', '=', epoch)
    .executeTakeFirstOrThrow();
  return row.epoch;
}

const visitsAt = async (epoch: string): Promise<readonly string[]> =>
  (
    await station.db.selectFrom('visit').select('visit_id').where('epoch', '=', epoch).execute()
  ).map(({ visit_id }) => visit_id);
