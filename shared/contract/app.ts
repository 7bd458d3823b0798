import { z } from 'zod';
import { operatorId, sessionId, vehicleId } from '../ids.ts';
import { civilDateSchema } from '../domain/civil-date.ts';
import { plannedDrive } from '../domain/drive/planned-drive.ts';
import { bagLot } from '../journal/bodies/session.ts';
import { role } from '../roles.ts';
import { query } from './define.ts';

const nothing = z.strictObject({});

export const staffMember = z.strictObject({
  ...{ operatorId, name: z.string(), roles: z.array(role) },
  /** Within the term the station set for this person, by this vehicle's clock. */
  mayAct: z.boolean(),
});

/** Age and size of what the station gave this vehicle; null before the first transfer. */
const takenAlong = z.strictObject({
  version: z.int(),
  receivedAtMs: z.int(),
  indexVersion: z.int(),
  indexedDonors: z.int(),
  deferralListAgeMs: z.int(),
  deferralListAgeMaxMs: z.int(),
});

export const appCalls = {
  /** Where everything stands; what every screen's frame needs. */
  'app.state': query(
    nothing,
    z.strictObject({
      appVersion: z.string(),
      nowMs: z.int(),
      vehicle: vehicleId,
      /** As the station writes itself; null before the first transfer. */
      stationName: z.string().nullable(),
      /** True when any device or the station is a simulator: the screen always says so. */
      demo: z.boolean(),
      /** Where a person places simulated cards and scans simulated labels; null outside the demo. */
      simulatorsUrl: z.string().nullable(),
      operator: staffMember,
      staff: z.array(staffMember),
      takenAlong: takenAlong.nullable(),
      openSession: sessionId.nullable(),
    }),
  ),
  /** What a session can be opened with. */
  'drive.list': query(
    nothing,
    z.strictObject({
      drives: z.array(plannedDrive),
      /** This vehicle and its day in China: what tells its own drives from the others. */
      here: z.strictObject({ vehicle: vehicleId, date: civilDateSchema }),
      bagLots: z.array(bagLot.extend({ expired: z.boolean() })),
      dinsLeft: z.int(),
    }),
  ),
};
