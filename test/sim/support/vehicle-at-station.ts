import { onTestFinished } from 'vitest';
import { roles } from '../../../shared/roles.ts';
import * as administer from '../../../station/administer.ts';
import { type TestStation, startTestStation } from '../../station/support/station.ts';
import { enrolFolder } from '../../support/enrol-folder.ts';
import { dayMs, donorHashKeyHex, staff, startsAtMs } from '../../support/station-data.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { loggedWorld, openTestCore, type TestCore } from '../../support/test-core.ts';

/** A station that has what a vehicle needs to fetch. */
export async function startFurnishedStation(): Promise<TestStation> {
  // By then everything these vehicles record has been recorded.
  const station = await startTestStation(startsAtMs + dayMs);
  await administer.putStaff(station.db, [
    { operatorId: staff.demo, name: '演示护士', roles: [...roles] },
    { operatorId: staff.zhang, name: '张护士', roles: ['phlebotomist'] },
  ]);
  await administer.setDonorHashKey(station.db, donorHashKeyHex);
  return station;
}

/** A vehicle whose laptop the station has enrolled, over the line given. */
export async function openVehicle(
  station: TestStation,
  vehicle: string,
  lineUrl: string,
  seed = 1,
  resourcesFolder?: string,
): Promise<TestCore> {
  const folder = temporaryFolder();
  await enrolFolder(station, folder, vehicle);
  return opened(vehicle, lineUrl, folder, seed, resourcesFolder);
}

/** A vehicle at an address where something else answers. */
export const openVehicleAt = (url: string): TestCore =>
  opened('vehicle-1', url, temporaryFolder(), 1);

function opened(
  vehicle: string,
  url: string,
  folder: string,
  seed: number,
  resourcesFolder?: string,
): TestCore {
  const it = openTestCore({
    ...{ vehicle, station: url, folder, world: loggedWorld(seed) },
    ...(resourcesFolder !== undefined && { resourcesFolder }),
  });
  onTestFinished(() => it.core.close());
  return it;
}
