import type { Selectable } from 'kysely';
import type { StationTransaction } from '../store/database.ts';
import type { PlanTables } from '../store/plan-tables.ts';
import type { SameUnit } from './aliases.ts';
import { grouped } from './grouped.ts';
import type { DriveMarks } from './match-drives.ts';
import { spanOf } from './period.ts';
import type { PlannedDrive } from './plan.ts';
import { unitIdOf } from './unit-store.ts';
import { tidyName, unitKey } from './units.ts';

type DriveRow = Selectable<PlanTables['drive']>;

export interface DriveUnit {
  readonly unit: string;
  readonly unit_id: string;
  readonly headcount: number | null;
}

export interface StoredDrive {
  readonly row: DriveRow;
  readonly units: readonly DriveUnit[];
}

/** All drives of a plan, withdrawn ones too. */
export async function storedDrives(
  trx: StationTransaction,
  plan: string,
): Promise<readonly StoredDrive[]> {
  const rows = await trx
    .selectFrom('drive')
    .selectAll()
    .where('plan', '=', plan)
    .orderBy('drive_id')
    .execute();
  const units = await trx
    .selectFrom('drive_unit')
    .innerJoin('drive', 'drive.drive_id', 'drive_unit.drive_id')
    .selectAll('drive_unit')
    .where('drive.plan', '=', plan)
    .orderBy('drive_unit.position')
    .execute();
  const byDrive = grouped(units, ({ drive_id }) => drive_id);
  return rows.map((row) => ({
    row,
    units: (byDrive.get(row.drive_id) ?? []).map(({ unit, unit_id, headcount }) => ({
      ...{ unit, unit_id, headcount },
    })),
  }));
}

/** What a plan's row says, as columns of `drive`; the confirmation is no plan's to say. */
export function columnsOf(drive: PlannedDrive, planYear: number) {
  const { from, to } = spanOf(drive.period, drive.year ?? planYear);
  return {
    plan_row: drive.row,
    sheet: drive.sheet,
    line: drive.line,
    planned: drive.planned,
    period: JSON.stringify(drive.period),
    venue: drive.venue,
    venue_kind: drive.venueKind,
    headcount: drive.headcount,
    target: drive.target,
    notes: JSON.stringify(drive.notes),
    from_date: from,
    to_date: to,
  };
}

export const unitsOfRow = ({ units, headcount }: PlannedDrive): DriveUnit[] =>
  units.map((unit) => ({
    unit: unit.name,
    unit_id: unitIdOf(unit.name),
    // A row's headcount belongs to its one unit; a list of several has none of its own.
    headcount: unit.headcount ?? (units.length === 1 ? headcount : null),
  }));

const marks = (planned: string, venue: string, unitIds: readonly string[]): DriveMarks => ({
  when: unitKey(tidyName(planned)),
  venue: unitKey(venue),
  units: unitIds.toSorted().join(),
});

export const marksOfStored = ({ row, units }: StoredDrive, same: SameUnit): DriveMarks =>
  marks(
    row.planned,
    row.venue,
    units.map(({ unit_id }) => same(unit_id)),
  );

/** A unit that a person said is the same under another name is the same here. */
export const marksOfRow = (drive: PlannedDrive, same: SameUnit): DriveMarks =>
  marks(
    drive.planned,
    drive.venue,
    drive.units.map(({ name }) => same(unitIdOf(name))),
  );

export interface ChangedField {
  readonly field: 'planned' | 'dates' | 'venue' | 'units' | 'headcount' | 'target';
  readonly before: string | number | null;
  readonly after: string | number | null;
}

/** What a newer file says otherwise of a drive, in words for a person. A row that only moved within the file is the same. */
export function changesOf(stored: StoredDrive, drive: PlannedDrive, year: number): ChangedField[] {
  const columns = columnsOf(drive, year);
  const { row, units } = stored;
  const list = (names: readonly DriveUnit[]) => names.map(({ unit }) => unit).join('、');
  const compared: ChangedField[] = [
    { field: 'planned', before: row.planned, after: columns.planned },
    {
      field: 'dates',
      before: `${row.from_date} – ${row.to_date}`,
      after: `${columns.from_date} – ${columns.to_date}`,
    },
    { field: 'venue', before: row.venue, after: columns.venue },
    { field: 'units', before: list(units), after: list(unitsOfRow(drive)) },
    { field: 'headcount', before: row.headcount, after: columns.headcount },
    { field: 'target', before: row.target, after: columns.target },
  ];
  return compared.filter(({ before, after }) => before !== after);
}
