import { expect, onTestFinished } from 'vitest';
import * as administer from '../../../station/administer.ts';
import { nodeHashing } from '../../../station/hashing.ts';
import { type BadLine, createBadLine } from '../../support/bad-line.ts';
import { donate, openDay } from '../../support/donor-steps.ts';
import { enrolFolder } from '../../support/enrol-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { loggedWorld, openTestCore, type TestCore } from '../../support/test-core.ts';
import type { TestStation } from '../../station/support/station.ts';

let vehicles = 0;

export interface Vehicle extends TestCore {
  readonly line: BadLine;
  readonly vehicle: string;
}

/** A vehicle of its own in the village: the station is there, the wire is down. */
export async function vehicleAway(
  station: TestStation,
  from: Partial<Pick<TestCore, 'folder' | 'world'>> & { name?: string } = {},
): Promise<Vehicle> {
  vehicles += 1;
  // Vehicles of one seed would have one epoch.
  const { name = `vehicle-${vehicles}`, world = loggedWorld(vehicles) } = from;
  const folder = from.folder ?? temporaryFolder();
  if (from.folder === undefined) await enrolFolder(station, folder, name);
  const line = await createBadLine(station.url);
  line.behave({ get: { kind: 'drop' }, post: { kind: 'drop' } });
  const it = openTestCore({
    ...{ vehicle: name, station: line.url, world, folder },
    ...(from.folder !== undefined && { taken: 'already' }),
  });
  onTestFinished(async () => {
    await it.core.close();
    await line.close();
    expect(it.world.errors).toEqual([]);
  });
  return { ...it, line, vehicle: name };
}

/** A day with one donor from door to box; the number is of no range this station issued, so a verdict must come back. */
export async function dayAway(station: TestStation): Promise<Vehicle> {
  const it = await vehicleAway(station);
  await openDay(it);
  await donate(it, 0);
  return it;
}

/** How many of its entries the station has. */
export const heldAtStation = (station: TestStation, { core }: Vehicle) =>
  administer.stationTotals(station.db, { epoch: core.epoch }).then(({ entries }) => entries);

/** Every vehicle here draws under the same number from the same people: the first to arrive owns both. */
const ofOtherVehicles: ReadonlySet<string> = new Set([
  ...['din-seen-before', 'registered-elsewhere', 'interval-broken'],
]);

/** Everything recorded is at the station once and in order, the vehicle knows it, and the verdict came back. */
export async function expectAllHeld(station: TestStation, it: Vehicle): Promise<void> {
  const status = await it.ok('sync.status', {});
  expect(status).toMatchObject({ state: 'idle', problem: null });
  expect(status.entriesHeld).toBe(status.entriesTotal);
  expect(await heldAtStation(station, it)).toBe(status.entriesTotal);
  expect(await administer.verifyStationChain(station.db, it.core.epoch, nodeHashing)).toMatchObject(
    { verified: true },
  );
  const reasons = status.setAside.map(({ reason }) => reason).toSorted();
  expect(reasons.filter((reason) => !ofOtherVehicles.has(reason))).toEqual(['din-outside-range']);
}
