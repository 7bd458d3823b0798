import { signedIn } from '../station/support/page.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forksOf, listLaptops, verifyStationChain } from '../../station/administer.ts';
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
import {
  copyOf,
  furnishedStation,
  issueNumbers,
  startLaptop,
  atWork,
  away,
  newVehicle,
  sync,
} from '../support/laptop-world.ts';
import { staff } from '../support/station-data.ts';
import type { TestStation } from '../station/support/station.ts';

let station: TestStation;

beforeAll(async () => {
  station = await furnishedStation();
});
afterAll(() => station.close());

/** What the station set aside, but for people whom another test's vehicle registered the same day. */
const notAllowed = ({ setAside }: SyncStatus) =>
  setAside.filter(
    ({ reason }) => reason !== 'registered-elsewhere' && reason !== 'interval-broken',
  );

const forks = async (vehicle: string) =>
  (await forksOf(station.db)).filter((fork) => fork.vehicle === vehicle);

describe('two laptops of one vehicle never share a number', () => {
  test('a new data folder gets none of the numbers of the old one', async () => {
    const first = await atWork(station);
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
    const it = await atWork(station);
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
    const it = await atWork(station);
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
  const it = await atWork(station);
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
