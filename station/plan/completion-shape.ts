import { z } from 'zod';
import { civilDateSchema } from '../../shared/domain/civil-date.ts';

const measured = {
  /** People; null where nothing says a number. */
  target: z.int().nullable(),
  /** Draws that began (people, each time they gave). */
  donations: z.int(),
  volumeMl: z.int(),
  /** Sessions held, empty ones too. */
  sessions: z.int(),
  /** Donations in percent of the target, to a tenth; null without a target. */
  percent: z.number().nullable(),
};

/** January to June and July to December: units are to be visited in both (R15). */
const halves = z.tuple([z.int(), z.int()]);

export const completionByUnit = z.strictObject({
  /** null: donors whose unit is not known, or drives with a target of several units together. */
  unitId: z.string().nullable(),
  name: z.string().nullable(),
  kind: z.enum(['organisation', 'area']).nullable(),
  headcount: z.int().nullable(),
  population: z.int().nullable(),
  /** Who says the target: a person, the plan's file, or the rule named. */
  targetFrom: z.enum(['person', 'plan', 'rule']).nullable(),
  rule: z.string().nullable(),
  drivesByHalf: halves,
  visitsByHalf: halves,
  ...measured,
});

export const completionByPlace = z.strictObject({
  /** null: targets of units without a drive. */
  place: z.string().nullable(),
  drives: z.int(),
  ...measured,
});

export const completionByWeek = z.strictObject({
  /** The Monday. Targets stand in the week of the confirmed day, else of the planned time's first day; null: no drive, or no time. */
  monday: civilDateSchema.nullable(),
  drives: z.int(),
  ...measured,
});

export const completionByVehicle = z.strictObject({
  /** null: targets of drives that are not confirmed yet. */
  vehicle: z.string().nullable(),
  plate: z.string().nullable(),
  drives: z.int(),
  ...measured,
});

/** How far a year's plans are fulfilled. Each of the four tables sums up to `total` in targets, donations and volume. */
export const completion = z.strictObject({
  year: z.int(),
  total: z.strictObject({ drives: z.int(), confirmed: z.int(), ...measured }),
  byUnit: z.array(completionByUnit),
  byPlace: z.array(completionByPlace),
  byWeek: z.array(completionByWeek),
  byVehicle: z.array(completionByVehicle),
});
export type Completion = z.infer<typeof completion>;
