import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revokeLaptop } from '../../station/administer.ts';
import { verifyFolder } from '../../scripts/verify/verify-folder.ts';
import { preparation, register, personAt, toCollection } from '../support/donor-steps.ts';
import { codeFor } from '../support/enrol-folder.ts';
import {
  furnishedStation,
  startLaptop,
  atWork,
  away,
  newVehicle,
  sync,
} from '../support/laptop-world.ts';
import { openTestCore } from '../support/test-core.ts';
import { nowMs, type TestStation } from '../station/support/station.ts';

let station: TestStation;

beforeAll(async () => {
  station = await furnishedStation();
});
afterAll(() => station.close());

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
  const it = await atWork(station);
  await register(it, personAt(1));
  it.world.passTime(-7 * 3_600_000);
  station.passTime(11 * 60_000);
  const before = it.line.posts();
  expect(await sync(it)).toMatchObject({ state: 'idle', problem: null });
  expect(it.line.posts() - before).toBe(2);
});

test('a revoked laptop is told so, takes no new number, and loses nothing', async () => {
  const it = await atWork(station);
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
