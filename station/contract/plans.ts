import { z } from 'zod';
import { civilDateSchema } from '../../shared/domain/civil-date.ts';
import { command, query } from './define.ts';
import { inBoth } from './in-both.ts';
import { direction, pageOf, pageWanted, searchText } from './page.ts';
import { everybody, type StationRole } from './roles.ts';

const planners: readonly StationRole[] = ['planner', 'administrator'];

export const planSummary = z.strictObject({
  plan: z.string(),
  year: z.int(),
  fileName: z.string(),
  importedAtMs: z.int(),
  importedBy: z.string(),
  drives: z.int(),
  confirmed: z.int(),
  /** Rows of the newest file that were not understood. */
  rejected: z.int(),
});
export type PlanSummary = z.infer<typeof planSummary>;

/** `due`: to be agreed with the unit now; `overdue`: its time has passed and no day was ever confirmed. */
export const driveState = z.enum(['planned', 'due', 'overdue', 'confirmed', 'withdrawn']);

export const driveLine = z.strictObject({
  driveId: z.string(),
  plan: z.string(),
  /** The plan's own words for time and place. */
  planned: z.string(),
  venue: z.string(),
  units: z.array(z.strictObject({ unitId: z.string(), name: z.string() })),
  target: z.int().nullable(),
  /** The first and last day the plan's words mean. */
  from: civilDateSchema,
  to: civilDateSchema,
  state: driveState,
  confirmed: z
    .strictObject({
      on: civilDateSchema,
      vehicle: z.string(),
      team: z.array(z.string()),
      by: z.string(),
      atMs: z.int(),
      /** A newer file has moved the drive to another time, or no longer holds it. */
      differsFromPlan: z.boolean(),
    })
    .nullable(),
});
export type DriveLine = z.infer<typeof driveLine>;

/** One row of the file and what it was taken for. */
export const previewLine = z.strictObject({
  kind: z.enum(['drive', 'rejected', 'sum', 'heading', 'title', 'outside', 'blank']),
  sheet: z.string().nullable(),
  line: z.int(),
  /** The row as it stands in the file. */
  text: z.string(),
  /** What the planned time means, for a row that was understood. */
  period: inBoth.nullable(),
  venue: z.string().nullable(),
  units: z.array(z.string()),
  headcount: z.int().nullable(),
  target: z.int().nullable(),
  /** What was not clear or not understood, and what to do. */
  notes: z.array(inBoth),
});
export type PreviewLine = z.infer<typeof previewLine>;

export const planPreview = z.strictObject({
  fileName: z.string(),
  sha256: z.string(),
  year: z.int().nullable(),
  rows: z.int(),
  understood: z.int(),
  rejected: z.int(),
  units: z.int(),
  targets: z.int(),
  targetTotal: z.int(),
  fileRows: z.int(),
  lines: pageOf(previewLine),
});
export type PlanPreviewShown = z.infer<typeof planPreview>;

/** A plan's file as it arrived, in base64; at most 2 MiB of it. */
const fileBase64CharsMax = 2_800_000;
const requestBytesMax = 3 * 1024 * 1024;
const planFile = {
  fileName: z.string().min(1).max(200),
  fileBase64: z.base64().max(fileBase64CharsMax),
} as const;

const planYear = z.int().min(2000).max(2200);

export const completionBy = z.enum(['unit', 'place', 'week', 'vehicle']);
export type CompletionBy = z.infer<typeof completionBy>;

const measured = {
  /** People; null where nothing says a number. */
  target: z.int().nullable(),
  donations: z.int(),
  volumeMl: z.int(),
  sessions: z.int(),
  /** Donations in percent of the target, to a tenth; null without a target. */
  percent: z.number().nullable(),
} as const;

export const completionRow = z.strictObject({
  /** Unit, place, the week's Monday or the vehicle; null: what belongs to none. */
  key: z.string().nullable(),
  name: z.string().nullable(),
  headcount: z.int().nullable(),
  /** Who says the target: a person, the plan's file, or a rule. */
  targetFrom: z.enum(['person', 'plan', 'rule']).nullable(),
  drives: z.int(),
  ...measured,
});
export type CompletionRow = z.infer<typeof completionRow>;

const done = z.strictObject({});

export const planCalls = {
  'plan.list': query(everybody, z.strictObject({ ...pageWanted }), pageOf(planSummary)),
  /** What a file holds, before anything is stored. */
  'plan.preview': query(
    planners,
    z.strictObject({
      ...planFile,
      ...pageWanted,
      show: z.enum(['all', 'attention']).default('all'),
    }),
    planPreview,
    requestBytesMax,
  ),
  'plan.import': command(
    planners,
    z.strictObject({
      ...planFile,
      name: z.string().max(58),
      year: planYear.optional(),
      /** The very file that was previewed: another one is refused. */
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
    z.strictObject({
      unchanged: z.boolean(),
      year: z.int(),
      rows: z.int(),
      understood: z.int(),
      rejected: z.int(),
      added: z.int(),
      changed: z.int(),
      restored: z.int(),
      withdrawn: z.int(),
    }),
    requestBytesMax,
  ),
  'drive.list': query(
    everybody,
    z.strictObject({
      ...pageWanted,
      year: planYear.optional(),
      search: searchText,
      state: driveState.optional(),
    }),
    pageOf(driveLine),
  ),
  'drive.confirm': command(
    planners,
    z.strictObject({
      driveId: z.string().max(64),
      on: civilDateSchema,
      vehicle: z.string().max(64),
      team: z.array(z.string().max(64)).min(1).max(50),
      outsidePeriod: z.boolean().default(false),
      secondThatDay: z.boolean().default(false),
    }),
    done,
  ),
  'drive.release': command(
    planners,
    z.strictObject({ driveId: z.string().max(64), reason: z.string().trim().min(1).max(200) }),
    done,
  ),
  /** People who can be sent along. */
  'staff.list': query(
    planners,
    z.strictObject({}),
    z.strictObject({
      staff: z.array(z.strictObject({ operatorId: z.string(), name: z.string() })).max(1000),
    }),
  ),
  'completion.get': query(
    everybody,
    z.strictObject({
      ...pageWanted,
      by: completionBy.default('unit'),
      year: planYear.optional(),
      search: searchText,
      sort: z.enum(['given', 'name', 'target', 'donations', 'percent']).default('given'),
      direction: direction.default('ascend'),
    }),
    z.strictObject({
      year: z.int(),
      total: z.strictObject({ drives: z.int(), confirmed: z.int(), ...measured }),
      table: pageOf(completionRow),
    }),
  ),
} as const;
