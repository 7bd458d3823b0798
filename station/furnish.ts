import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../shared/result.ts';
import { stationData } from '../shared/sync/station-data.ts';
import * as administer from './administer.ts';
import type { MadeCode } from './enrolment/code.ts';
import { planSentences } from './plan/refusals.ts';
import { fileSentences } from './plan/sentences.ts';
import { userName } from './contract/people.ts';
import { stationRole } from './contract/roles.ts';
import { oneTimeLine } from './people/first-administrator.ts';
import { addUser } from './people/users.ts';
import { judgingSettings } from './judging/settings.ts';
import { donorHashKey } from './reference/donor-keys.ts';
import type { StationDb } from './store/database.ts';

/** What a station is set up with. Every part may be left out; the same file again changes nothing and makes new codes. */
const furnishing = z.strictObject({
  station: stationData.shape.station.optional(),
  settings: stationData.shape.settings.optional(),
  /** Limits of judging what arrives; what is left out is the default. */
  judging: judgingSettings.optional(),
  staff: stationData.shape.staff.optional(),
  bagLots: stationData.shape.bagLots.optional(),
  /** Plan files beside this one: CSV or XLSX as they arrived, with the year where they name none. */
  plans: z
    .array(z.strictObject({ name: z.string(), file: z.string(), year: z.int().optional() }))
    .optional(),
  /** Who may sign in at the page; somebody new gets a one-time password, printed once. */
  users: z
    .array(z.strictObject({ user: userName, name: z.string(), roles: z.array(stationRole).min(1) }))
    .optional(),
  vehicles: z
    .array(
      z.strictObject({
        vehicleId: z.string(),
        plate: z.string(),
        /** Makes a code that enrols one laptop for the vehicle, and prints it. */
        enrolCode: z.boolean(),
        dinRanges: z.array(z.strictObject({ firstDin: z.string(), count: z.int() })),
      }),
    )
    .optional(),
});

type Furnishing = z.output<typeof furnishing>;

/** Sets a station up from a document. Answers lines for a person; a refusal names the part that is wrong, and what came before it is kept. */
export async function furnish(
  db: StationDb,
  document: unknown,
  folder: string,
  readFile: (file: string) => Promise<Uint8Array>,
): Promise<Result<readonly string[], string>> {
  const read = furnishing.safeParse(document);
  if (!read.success) return err(z.prettifyError(read.error));
  const { station, settings, judging, staff, bagLots } = read.data;
  const { plans = [], users = [], vehicles = [] } = read.data;
  const said: string[] = [];
  if ((await donorHashKey(db)) === undefined) {
    await administer.setDonorHashKey(db, randomBytes(32).toString('hex'));
    said.push('A key for the donor index was made.');
  }
  if (station) await administer.putStation(db, station);
  if (settings) await administer.putSettings(db, settings);
  if (judging) await administer.putJudgingSettings(db, judging);
  if (staff) await administer.putStaff(db, staff);
  if (bagLots) await administer.putBagLots(db, bagLots);
  for (const plan of plans) {
    const line = await furnishPlan(db, plan, await readFile(path.resolve(folder, plan.file)));
    if (!line.ok) return line;
    said.push(line.value);
  }
  for (const { user, name, roles } of users) {
    const made = await addUser(db, { user, name, roles, by: 'furnish' }, Date.now());
    said.push(made.ok ? oneTimeLine(user, made.value) : `user ${user} is there already`);
  }
  for (const vehicle of vehicles) {
    const line = await furnishVehicle(db, vehicle);
    if (!line.ok) return line;
    said.push(...line.value);
  }
  return ok(said);
}

async function furnishPlan(
  db: StationDb,
  { name, file, year }: NonNullable<Furnishing['plans']>[number],
  bytes: Uint8Array,
): Promise<Result<string, string>> {
  const preview = administer.previewPlan(bytes, path.basename(file));
  if (!preview.ok) return err(`plan ${name}: ${fileSentences[preview.error].en}`);
  const imported = await administer.importPlan(db, preview.value, {
    ...{ name, by: 'furnish', nowMs: Date.now() },
    ...(year === undefined ? {} : { year }),
  });
  if (!imported.ok) return err(`plan ${name}: ${planSentences[imported.error].en}`);
  const { rows, understood } = imported.value;
  return ok(`plan ${name}: ${understood} of ${rows} rows understood`);
}

async function furnishVehicle(
  db: StationDb,
  { vehicleId, plate, enrolCode, dinRanges }: NonNullable<Furnishing['vehicles']>[number],
): Promise<Result<readonly string[], string>> {
  const said: string[] = [];
  const put = await administer.putVehicle(db, { vehicleId, plate });
  if (!put.ok) return err(`vehicle ${vehicleId}: ${put.error}`);
  if (enrolCode) {
    const made = await administer.makeEnrolCode(db, vehicleId, Date.now());
    if (!made.ok) return err(`vehicle ${vehicleId}: ${made.error}`);
    said.push(codeLine(vehicleId, made.value));
  }
  for (const { firstDin, count } of dinRanges) {
    const issued = await administer.issueDinRange(db, { vehicleId, firstDin, count });
    if (!issued.ok && issued.error !== 'overlap') {
      return err(`vehicle ${vehicleId}, numbers from ${firstDin}: ${issued.error}`);
    }
    said.push(
      issued.ok
        ? `vehicle ${vehicleId}: ${count} numbers from ${firstDin}`
        : `vehicle ${vehicleId}: numbers from ${firstDin} were issued before`,
    );
  }
  return ok(said);
}

/** For reading out: the code, its vehicle and until when it may be used. */
export const codeLine = (vehicleId: string, { code, expiresAtMs }: MadeCode): string =>
  `vehicle ${vehicleId}: enrolment code ${code} (one laptop, until ${new Date(expiresAtMs).toISOString()})`;
