import { z } from 'zod';
import { command, query } from './define.ts';
import { pageOf, pageWanted, searchText } from './page.ts';
import { everybody, type StationRole } from './roles.ts';

const planners: readonly StationRole[] = ['planner', 'administrator'];

export const unitFound = z.strictObject({
  unitId: z.string(),
  name: z.string(),
  /** The plans that name it. */
  plans: z.array(z.string()),
  drives: z.int(),
  headcount: z.int().nullable(),
  population: z.int().nullable(),
});
export type UnitFound = z.infer<typeof unitFound>;

/** Two units that may be one, and what makes one think so. */
export const likelyUnits = z.strictObject({
  why: z.enum(['official-words', 'contained', 'typing']),
  /** What the two names share. */
  common: z.string(),
  units: z.tuple([unitFound, unitFound]).readonly(),
});
export type LikelyUnits = z.infer<typeof likelyUnits>;

/** A person's word on two names: `same`, the first is another name of the second; else they are two units. */
export const unitDecision = z.strictObject({
  unitId: z.string(),
  name: z.string(),
  otherId: z.string(),
  otherName: z.string(),
  same: z.boolean(),
  by: z.string(),
  atMs: z.int(),
});
export type UnitDecision = z.infer<typeof unitDecision>;

const done = z.strictObject({});
const twoUnits = z.strictObject({ unitId: z.string().max(64), otherId: z.string().max(64) });

export const unitCalls = {
  /** By a rule that can be told (station/plan/likely-same.ts); nothing is merged by itself. */
  'unit.likely-same': query(everybody, z.strictObject({ ...pageWanted }), pageOf(likelyUnits)),
  'unit.decisions': query(everybody, z.strictObject({ ...pageWanted }), pageOf(unitDecision)),
  'unit.find': query(
    planners,
    z.strictObject({ search: searchText }),
    z.strictObject({ units: z.array(unitFound).max(50) }),
  ),
  /** `unitId` is another name of `otherId`, in every plan, also those to come. */
  'unit.merge': command(planners, twoUnits, done),
  /** The two are not the same: they are not shown as likely any more. */
  'unit.keep-apart': command(planners, twoUnits, done),
  /** Takes either word back. */
  'unit.reconsider': command(planners, twoUnits, done),
} as const;
