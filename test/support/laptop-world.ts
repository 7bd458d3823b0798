import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import * as administer from '../../station/administer.ts';
import { plans } from '../../scripts/world/demo-station.ts';
import { readFileSync } from 'node:fs';
import { startTestStation, type TestStation } from '../station/support/station.ts';
import { type BadLine, createBadLine } from './bad-line.ts';
import { openDay } from './donor-steps.ts';
import { codeFor } from './enrol-folder.ts';
import { dayMs, donorHashKeyHex, smallStationData, startsAtMs } from './station-data.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { loggedWorld, openTestCore, type TestCore } from './test-core.ts';

const root = join(import.meta.dirname, '..', '..');
let seeds = 100;
let ranges = 0;
let vehicles = 0;

/** A line on which nothing gets through. */
export const away = { get: { kind: 'drop' }, post: { kind: 'drop' } } as const;

/** A station with people, lots and a plan whose first drive is `plan-0001`. */
export async function furnishedStation(): Promise<TestStation> {
  const station = await startTestStation(startsAtMs + dayMs);
  // The station's clock stands while the laptops' go on.
  await administer.putJudgingSettings(station.db, { clockToleranceMs: dayMs });
  const { staff, bagLots } = smallStationData();
  await administer.putStaff(station.db, staff);
  await administer.putBagLots(station.db, bagLots);
  const file = `${plans[0] ?? ''}.csv`;
  const preview = administer.previewPlan(
    readFileSync(join(root, 'resources', 'plans', file)),
    file,
  );
  if (!preview.ok) throw new Error(preview.error);
  const imported = await administer.importPlan(station.db, preview.value, {
    ...{ name: 'plan', year: 2026, by: 'test', nowMs: Date.UTC(2026, 0, 5) },
  });
  if (!imported.ok) throw new Error(imported.error);
  await administer.setDonorHashKey(station.db, donorHashKeyHex);
  return station;
}

/** Issues six numbers to the vehicle that nobody else has; answers the first. */
export async function issueNumbers({ db }: TestStation, vehicleId: string): Promise<string> {
  ranges += 1;
  const firstDin = `A999926${String(ranges * 1000).padStart(6, '0')}`;
  await administer.putVehicle(db, { vehicleId, plate: vehicleId });
  const issued = await administer.issueDinRange(db, { vehicleId, firstDin, count: 6 });
  if (!issued.ok) throw new Error(issued.error);
  return firstDin;
}

export interface Laptop extends TestCore {
  readonly line: BadLine;
  readonly vehicle: string;
  readonly close: () => Promise<void>;
}

/** A laptop over a data folder of its own (or the one named), with a code for its vehicle and nothing taken along. */
export async function startLaptop(
  station: TestStation,
  vehicle: string,
  from: { readonly folder?: string; readonly enrolCode?: string | null } = {},
): Promise<Laptop> {
  // Every start is another laptop's or another day's: no two have the same random numbers.
  seeds += 1;
  const line = await createBadLine(station.url);
  const { folder = temporaryFolder(), enrolCode = await codeFor(station, vehicle) } = from;
  const it = openTestCore({
    ...{ vehicle, station: line.url, world: loggedWorld(seeds), folder, taken: 'already' },
    ...(enrolCode === null ? {} : { enrolCode }),
  });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= it.core.close());
  onTestFinished(async () => {
    await close();
    await line.close();
  });
  return { ...it, line, vehicle, close };
}

export const newVehicle = (): string => `car-${(vehicles += 1)}`;

export const sync = (it: Laptop) => it.ok('sync.now', {});

/** A laptop with numbers of its own and a session under way. */
export async function atWork(station: TestStation, vehicle = newVehicle()): Promise<Laptop> {
  await issueNumbers(station, vehicle);
  const it = await startLaptop(station, vehicle);
  expect(await sync(it)).toMatchObject({ state: 'idle', problem: null });
  await openDay(it);
  return it;
}

/** The data folder of a closed laptop as somebody would copy it. */
export function copyOf(folder: string): string {
  const copy = temporaryFolder();
  for (const name of readdirSync(folder)) cpSync(join(folder, name), join(copy, name));
  return copy;
}
