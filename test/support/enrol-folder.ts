import { enrol } from '../../electron/core/enrol.ts';
import { createReach } from '../../electron/core/http-reach.ts';
import { createFileKeyStore } from '../../electron/core/keys.ts';
import { vehicleId } from '../../shared/ids.ts';
import * as administer from '../../station/administer.ts';
import type { TestStation } from '../station/support/station.ts';

/** A code of the station for the vehicle, which is added when it is new. */
export async function codeFor(
  { db, now }: Pick<TestStation, 'db' | 'now'>,
  name: string,
): Promise<string> {
  await administer.putVehicle(db, { vehicleId: name, plate: name });
  const made = await administer.makeEnrolCode(db, name, now());
  if (!made.ok) throw new Error(made.error);
  return made.value.code;
}

/** Enrols the laptop of a data folder over a good line, before it is started; answers its name at the station. */
export async function enrolFolder(
  station: Pick<TestStation, 'db' | 'url' | 'now'>,
  folder: string,
  name: string,
): Promise<string> {
  const keys = createFileKeyStore(folder);
  const applicant = { keys, vehicle: vehicleId.parse(name), appVersion: '0.1.0' };
  const code = await codeFor(station, name);
  const done = await enrol(station.url, code, applicant, createReach(new AbortController().signal));
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value.laptop;
}
