import { sql } from 'kysely';
import { addDays, type CivilDate } from '../../shared/domain/civil-date.ts';
import type { Page } from '../contract/page.ts';
import type { DriveLine, PlanSummary } from '../contract/plans.ts';
import { readPage } from '../reports/read-page.ts';
import type { StationDb } from '../store/database.ts';
import { readSameUnit } from './aliases.ts';
import { grouped } from './grouped.ts';

/** Units and station agree on the day a week ahead (R17; the plan of Huaibei, note 1). */
export const agreeDaysBefore = 7;

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

/** The drives of a year in the order of their days, a page of them, each with what is to be done on it `today` (a day in China). */
export async function readDrives(
  db: StationDb,
  wanted: DrivesWanted & { readonly page: number; readonly size: number },
): Promise<Page<DriveLine>> {
  const { rows: drives, ...rest } = await readPage(db, drivesOf(db, wanted), wanted);
  const units = await db
    .selectFrom('drive_unit')
    .select(['drive_id', 'unit_id', 'unit'])
    .where('drive_id', '=', sql<string>`any(${drives.map(({ drive_id }) => drive_id)}::text[])`)
    .orderBy('position')
    .execute();
  const same = await readSameUnit(db);
  const byDrive = grouped(units, ({ drive_id }) => drive_id);
  const rows = drives.map((drive) => ({
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
    state: drive.state,
    confirmed: confirmationOf(drive),
  }));
  return { ...rest, rows };
}

interface DrivesWanted {
  readonly year: number;
  readonly today: CivilDate;
  /** Part of the place, of the plan's words for the time, or of a unit's name. */
  readonly search?: string;
  readonly state?: DriveLine['state'] | undefined;
}

const drivesOf = (db: StationDb, { year, today, search = '', state }: DrivesWanted) =>
  db
    .selectFrom((q) =>
      q
        .selectFrom('drive')
        .innerJoin('plan', 'plan.plan', 'drive.plan')
        .selectAll('drive')
        .select(stateOn(today).as('state'))
        .where('plan.year', '=', year)
        .as('drive'),
    )
    .selectAll()
    .$if(state !== undefined, (q) => q.where('state', '=', state ?? 'planned'))
    .$if(search !== '', (q) =>
      q.where(
        sql<boolean>`position(lower(${search}) in lower(venue || ' ' || planned)) > 0 or exists (
          select from drive_unit as u where u.drive_id = drive.drive_id
          and position(lower(${search}) in lower(u.unit)) > 0)`,
      ),
    )
    .orderBy(({ fn }) => fn.coalesce('confirmed_on', 'from_date'))
    .orderBy('drive_id');

/** Any time of the year is due at no time in particular. */
const stateOn = (today: CivilDate) => sql<DriveLine['state']>`case
  when confirmed_on is not null then 'confirmed'
  when withdrawn_at_ms is not null then 'withdrawn'
  when to_date < ${today} then 'overdue'
  when period ->> 'kind' = 'open' then 'planned'
  when from_date <= ${addDays(today, agreeDaysBefore)} then 'due'
  else 'planned' end`;

interface DriveDays {
  readonly from_date: CivilDate;
  readonly to_date: CivilDate;
  readonly withdrawn_at_ms: number | null;
  readonly confirmed_on: CivilDate | null;
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
