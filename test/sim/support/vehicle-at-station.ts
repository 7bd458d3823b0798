import { onTestFinished } from 'vitest';
import { roles } from '../../../shared/roles.ts';
import * as administer from '../../../station/administer.ts';
import { type TestStation, startTestStation } from '../../station/support/station.ts';
import { donorHashKeyHex, staff } from '../../support/station-data.ts';
import { loggedWorld, openTestCore, type TestCore } from '../../support/test-core.ts';

/** A station that has what a vehicle needs to fetch. */
export async function startFurnishedStation(): Promise<TestStation> {
  const station = await startTestStation();
  await administer.putStaff(station.db, [
    { operatorId: staff.demo, name: '演示护士', roles: [...roles] },
    { operatorId: staff.zhang, name: '张护士', roles: ['phlebotomist'] },
  ]);
  await administer.setDonorHashKey(station.db, donorHashKeyHex);
  return station;
}

const tokenOf = (vehicle: string): string => `token-of-the-vehicle-${vehicle}-0001`;

/** A vehicle that the station lets in, over the line given. How it proves who it is, is known here alone. */
export async function openVehicle(
  station: TestStation,
  vehicle: string,
  lineUrl: string,
  seed = 1,
): Promise<TestCore> {
  const token = tokenOf(vehicle);
  const added = await administer.enrolVehicle(station.db, {
    vehicleId: vehicle,
    plate: vehicle,
    token,
  });
  if (!added.ok) throw new Error(added.error);
  return opened(vehicle, lineUrl, token, seed);
}

/** A vehicle at an address where something else answers. */
export const openVehicleAt = (url: string): TestCore =>
  opened('vehicle-1', url, tokenOf('vehicle-1'), 1);

function opened(vehicle: string, url: string, token: string, seed: number): TestCore {
  const it = openTestCore({ vehicle, station: { url, token }, world: loggedWorld(seed) });
  onTestFinished(() => it.core.close());
  return it;
}
