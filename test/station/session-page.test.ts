import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionId as sessionIdShape } from '../../shared/ids.ts';
import { issueDinRange } from '../../station/administer.ts';
import { rebuild } from '../../station/projection/rebuild.ts';
import { enrolledLaptop, type TestLaptop } from './support/laptop.ts';
import { signedIn } from './support/page.ts';
import { startTestStation, type TestStation } from './support/station.ts';
import { createVehicleJournal, send } from './support/vehicle-journal.ts';

let station: TestStation;
const vehicle = 'van-03';
let laptop: TestLaptop;
const journal = createVehicleJournal(vehicle);
const firstDin = 'G123426000001';

beforeAll(async () => {
  station = await startTestStation();
  laptop = await enrolledLaptop(station, vehicle);
  await issueDinRange(station.db, { vehicleId: vehicle, firstDin, count: 100 });
  journal.open();
  journal.donate(journal.register('0'.repeat(63) + '1'), firstDin);
  expect((await send(laptop, journal.batch())).status).toBe(200);
});
afterAll(() => station.close());

describe('the sessions on the page', () => {
  test('are listed while they are open and after their seal', async () => {
    const { ask } = await signedIn(station, 'viewer', ['viewer']);
    expect((await ask('session.list', {})).rows).toMatchObject([
      { state: 'open', sealValid: null, differences: null, donors: 1, eligible: 1, volumeMl: 402 },
    ]);
    journal.donate(journal.register('0'.repeat(63) + '2'), firstDin);
    journal.seal();
    expect((await send(laptop, journal.batch(9))).status).toBe(200);
    expect((await ask('session.list', { show: 'open' })).rows).toEqual([]);
    const { rows, total } = await ask('session.list', {
      show: 'with-differences',
      search: '四马路',
    });
    expect(total).toBe(1);
    expect(rows).toMatchObject([
      { state: 'sealed', sealValid: true, donations: 2, plate: '皖F·采03', differences: 5 },
    ]);
    expect((await ask('session.list', { search: '没有的地方' })).rows).toEqual([]);
  });

  test('show where the seal and the entries held differ', async () => {
    const { ask } = await signedIn(station, 'viewer', ['viewer']);
    const { sealed } = await ask('session.get', { sessionId: journal.sessionId });
    // The seal of this journal says one donor and one donation; two are held.
    expect(sealed).toContainEqual({ figure: 'donations', atVehicle: 1, atStation: 2 });
    expect(sealed).toContainEqual({ figure: 'deferred', atVehicle: 0, atStation: 0 });
    const chain = await ask('session.verify', { sessionId: journal.sessionId });
    expect(chain).toMatchObject({ verified: true, entries: journal.entries.length });
  });

  test('show a session’s donations by ticket number, and nothing else about the donor', async () => {
    const { ask } = await signedIn(station, 'laboratory', ['laboratory']);
    const sessionId = journal.sessionId;
    const donations = await ask('session.donations', { sessionId });
    expect(donations.rows).toMatchObject([
      { ticket: 1, din: firstDin, volumeMl: 402, box: 'T-04', noPlatelets: true, held: false },
      { ticket: 2, din: firstDin, product: '全血 CPDA-1 400', held: true },
    ]);
    const second = await ask('session.donations', { sessionId, page: 2, size: 1 });
    expect(second).toMatchObject({ total: 2, rows: [{ ticket: 2 }] });
    const setAsides = await ask('session.set-asides', { sessionId });
    expect(setAsides.rows).toContainEqual(
      expect.objectContaining({ reason: 'din-seen-before', din: firstDin }),
    );
    expect(JSON.stringify([donations, setAsides])).not.toMatch(/褚秘密|11010519491231002X/);
  });

  test('that are unknown are said to be unknown', async () => {
    const { refusal } = await signedIn(station, 'viewer', ['viewer']);
    expect(
      await refusal('session.get', { sessionId: sessionIdShape.parse(randomUUID()) }),
    ).toMatchObject({ status: 409, reason: 'session-unknown' });
  });

  test('come out the same after the projections are made again from the journal', async () => {
    const { ask } = await signedIn(station, 'viewer', ['viewer']);
    const read = () => ask('session.donations', { sessionId: journal.sessionId });
    const before = await read();
    await station.db.deleteFrom('donation').execute();
    expect(await rebuild(station.db)).toEqual({ entries: journal.entries.length, held: 0 });
    expect(await read()).toEqual(before);
  });

  test('vehicles and their numbers are counted', async () => {
    const { ask } = await signedIn(station, 'viewer', ['viewer']);
    const vehicles = await ask('vehicle.list', { sort: 'entriesHeld', direction: 'descend' });
    expect(vehicles.rows[0]).toMatchObject({
      ...{ vehicle, epochs: 1, entriesHeld: journal.entries.length, openSessions: 0 },
    });
    const ranges = await ask('din-range.list', { vehicle });
    expect(ranges.rows).toMatchObject([{ firstDin, count: 100, used: 1, free: 99 }]);
  });
});
