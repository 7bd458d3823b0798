import { addDays, type CivilDate } from '../../shared/domain/civil-date.ts';
import type { DriveLine, PlanSummary } from '../contract/plans.ts';
import type { StationDb } from '../store/database.ts';
import { readSameUnit } from './aliases.ts';
import { grouped } from './grouped.ts';

/** Units and station agree on the day a week ahead (R17; the plan of Huaibei, note 1). */
export const agreeDaysBefore = 7;
const drivesMax = 5000;

export async function readPlans(db: StationDb): Promise<PlanSummary[]> {
  const rows = await db
    .selectFrom('plan')
    .select(['plan', 'year', 'file_name', 'imported_at_ms', 'imported_by'])
    .select((q) => [
      q
        .selectFrom('drive')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('drive.plan', '=', 'plan.plan')
        .where('drive.withdrawn_at_ms', 'is', null)
        .as('drives'),
      q
        .selectFrom('drive')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('drive.plan', '=', 'plan.plan')
        .where('drive.confirmed_on', 'is not', null)
        .as('confirmed'),
      q
        .selectFrom('plan_rejected')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('plan_rejected.plan', '=', 'plan.plan')
        .as('rejected'),
    ])
    .orderBy('year', 'desc')
    .orderBy('plan')
    .execute();
  return rows.map((row) => ({
    plan: row.plan,
    year: row.year,
    fileName: row.file_name,
    importedAtMs: row.imported_at_ms,
    importedBy: row.imported_by,
    drives: row.drives ?? 0,
    confirmed: row.confirmed ?? 0,
    rejected: row.rejected ?? 0,
  }));
}

/** The drives of a year in the order of their days, each with what is to be done on it `today` (a day in China). */
export async function readDrives(
  db: StationDb,
  { year, today }: { readonly year: number; readonly today: CivilDate },
): Promise<DriveLine[]> {
  const drives = await db
    .selectFrom('drive')
    .innerJoin('plan', 'plan.plan', 'drive.plan')
    .selectAll('drive')
    .where('plan.year', '=', year)
    .orderBy(({ fn }) => fn.coalesce('drive.confirmed_on', 'drive.from_date'))
    .orderBy('drive.drive_id')
    .limit(drivesMax)
    .execute();
  const units = await db
    .selectFrom('drive_unit')
    .innerJoin('drive', 'drive.drive_id', 'drive_unit.drive_id')
    .innerJoin('plan', 'plan.plan', 'drive.plan')
    .select(['drive_unit.drive_id', 'drive_unit.unit_id', 'drive_unit.unit'])
    .where('plan.year', '=', year)
    .orderBy('drive_unit.position')
    .execute();
  const same = await readSameUnit(db);
  const byDrive = grouped(units, ({ drive_id }) => drive_id);
  return drives.map((drive) => ({
    driveId: drive.drive_id,
    plan: drive.plan,
    planned: drive.planned,
    venue: drive.venue,
    units: (byDrive.get(drive.drive_id) ?? []).map(({ unit_id, unit }) => ({
      unitId: same(unit_id),
      name: unit,
    })),
    target: drive.target,
    from: drive.from_date,
    to: drive.to_date,
    state: stateOf(drive, today),
    confirmed: confirmationOf(drive),
  }));
}

interface DriveDays {
  readonly from_date: CivilDate;
  readonly to_date: CivilDate;
  readonly withdrawn_at_ms: number | null;
  readonly confirmed_on: CivilDate | null;
  readonly period: { readonly kind: string };
}

function stateOf(drive: DriveDays, today: CivilDate): DriveLine['state'] {
  if (drive.confirmed_on !== null) return 'confirmed';
  if (drive.withdrawn_at_ms !== null) return 'withdrawn';
  if (drive.to_date < today) return 'overdue';
  // Any time of the year is due at no time in particular.
  if (drive.period.kind === 'open') return 'planned';
  return addDays(drive.from_date, -agreeDaysBefore) <= today ? 'due' : 'planned';
}

function confirmationOf(
  drive: DriveDays & {
    readonly confirmed_vehicle: string | null;
    readonly confirmed_team: readonly string[] | null;
    readonly confirmed_by: string | null;
    readonly confirmed_at_ms: number | null;
  },
): DriveLine['confirmed'] {
  const { confirmed_on: on } = drive;
  if (on === null) return null;
  return {
    on,
    // The table holds all five of a confirmation or none.
    vehicle: drive.confirmed_vehicle ?? '',
    team: [...(drive.confirmed_team ?? [])],
    by: drive.confirmed_by ?? '',
    atMs: drive.confirmed_at_ms ?? 0,
    differsFromPlan: drive.withdrawn_at_ms !== null || on < drive.from_date || on > drive.to_date,
  };
}
