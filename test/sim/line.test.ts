import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createShapedLine, type LineShape } from '../../scripts/line/shaped-line.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { donorKey, operatorId } from '../../shared/ids.ts';
import * as administer from '../../station/administer.ts';
import { nodeHashing } from '../../station/hashing.ts';
import type { TestStation } from '../station/support/station.ts';
import { donate, openDay } from '../support/donor-steps.ts';
import { openVehicle, startFurnishedStation } from './support/vehicle-at-station.ts';

const indexed = 4000;
const donors = 6;

const known: readonly IndexedDonor[] = Array.from({ length: indexed }, (_, at) => ({
  donorKey: donorKey.parse(nodeHashing.sha256(`donor ${at}`)),
  ...{ personKey: null, donationCount: 1, bloodGroup: 'A' as const, hadReaction: false },
  history: [{ date: '2025-05-16', type: 'whole-blood' as const, volumeMl: 400 }],
  deferrals: [],
}));

let station: TestStation;
beforeAll(async () => {
  station = await startFurnishedStation();
  await administer.putDonors(station.db, known);
});
afterAll(() => station.close());

/** Names in which a compressor finds nothing but that they are hexadecimal: 32 bytes each. */
const staffCount = 200;
const staffOf = (when: string) =>
  Array.from({ length: staffCount }, (_, at) => ({
    operatorId: operatorId.parse(`nurse-${at}`),
    ...{ name: nodeHashing.sha256(`${when} ${at}`), roles: ['registrar' as const] },
  }));

async function lineOf(shape: LineShape) {
  const line = await createShapedLine(station.url, shape);
  onTestFinished(line.close);
  return line;
}

/** Twenty times as fast as the village's line, falling twenty times as often as every eight seconds. */
const falling: LineShape = { kbit: 1280, roundTripMs: 15, dropEveryMs: 400, seed: 1 };

test('over a line that falls after some kilobytes a day arrives, and the whole donor index', {
  timeout: 60_000,
}, async () => {
  const line = await lineOf(falling);
  const it = await openVehicle(station, 'vehicle-falling', line.url);
  await openDay(it);
  for (let donor = 0; donor < donors; donor += 1) await donate(it, donor);
  // The sync's own back-off waits a second and more; asking spares the test the waiting, not the tries.
  const triesMax = 500;
  let tries = 0;
  for (; tries < triesMax; tries += 1) {
    const { state, entriesHeld, entriesTotal } = await it.ok('sync.now', {});
    if (state === 'idle' && entriesHeld === entriesTotal) break;
  }
  expect(tries).toBeLessThan(triesMax);
  expect(line.counts().drops).toBeGreaterThan(5);
  const { entriesTotal } = await it.ok('sync.status', {});
  const { epoch } = it.core;
  expect(await administer.stationTotals(station.db, { epoch })).toMatchObject({
    entries: entriesTotal,
  });
  expect(await administer.verifyStationChain(station.db, epoch, nodeHashing)).toMatchObject({
    verified: true,
  });
  expect((await it.ok('app.state', {})).takenAlong).toMatchObject({ indexedDonors: indexed });
});

test('what the station owns comes down packed, and once: asked again, it says that nothing is new', async () => {
  await administer.putStaff(station.db, staffOf('earlier'));
  const line = await lineOf({ ...falling, dropEveryMs: null });
  const it = await openVehicle(station, 'vehicle-steady', line.url);
  expect(await it.ok('sync.now', {})).toMatchObject({ state: 'idle' });
  const first = line.counts().downBytes;
  expect(first).toBeLessThan(JSON.stringify(known).length / 2);
  await it.ok('sync.now', {});
  const again = line.counts().downBytes - first;
  await administer.putStaff(station.db, staffOf('later'));
  await it.ok('sync.now', {});
  const changed = line.counts().downBytes - first - again;
  // The names of the staff alone are more than all the answers that nothing is new.
  expect(changed - again).toBeGreaterThan(staffCount * 32);
  expect((await it.ok('sync.status', {})).problem).toBeNull();
});
