import { z } from 'zod';
import { operatorId, vehicleId } from '../../ids.ts';
import { type Drive, drive } from '../../journal/bodies/session.ts';
import { civilDateSchema } from '../civil-date.ts';

/** A unit that comes to a drive, as the plan writes it. */
export const plannedUnit = z.strictObject({
  name: z.string().max(200),
  /** People it owes in the plan's year; null where nothing says a number. */
  target: z.int().min(0).nullable(),
  /** Personal data: only of drives this vehicle may go to (`contactsGoAlong`), else empty. */
  contacts: z
    .array(
      z.strictObject({
        role: z.enum(['leader', 'liaison']),
        name: z.string().max(64),
        phone: z.string().max(64),
      }),
    )
    .max(10),
});

/** A drive as the station's plan has it, for one vehicle. */
export const plannedDrive = drive.omit({ organisations: true }).extend({
  units: z.array(plannedUnit).max(100),
  /** The first and last day that the plan's words mean. */
  from: civilDateSchema,
  to: civilDateSchema,
  /** The newest plan no longer holds it. */
  withdrawn: z.boolean(),
  /** What a person at the station agreed on with the units; null: nothing yet. */
  confirmed: z
    .strictObject({
      on: civilDateSchema,
      vehicle: vehicleId,
      /** Of that vehicle: what its people call it. */
      plate: z.string().max(64),
      /** Empty for another vehicle's drive: its people are that vehicle's affair. */
      team: z.array(operatorId).max(50),
    })
    .nullable(),
});
export type PlannedDrive = Readonly<z.infer<typeof plannedDrive>>;

/** What a session keeps of the drive it was opened for: no contacts, which are nobody's business once the day is over. */
export const driveOf = ({ driveId, planned, venue, units, target }: PlannedDrive): Drive => ({
  ...{ driveId, planned, venue, target },
  organisations: units.map(({ name }) => name),
});
