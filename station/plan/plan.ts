import { err, ok, type Result } from '../../shared/result.ts';
import { type Columns, findColumns } from './columns.ts';
import { type CsvRefusal, readCsv } from './csv.ts';
import { type PlannedPeriod, readPeriod } from './period.ts';
import { splitUnits, tidyName } from './units.ts';

/** One planned drive, as understood. */
export interface PlannedDrive {
  /** 1 for the first row below the headings. */
  readonly row: number;
  /** The plan's own words for the time. */
  readonly planned: string;
  readonly period: PlannedPeriod;
  /** The plan's own words for the place; the unit itself where the plan names none. */
  readonly venue: string;
  /** `own-premises`: at the units' own places (各单位驻地), possibly several. */
  readonly venueKind: 'named' | 'own-premises';
  readonly units: readonly string[];
  readonly headcount: number | null;
  readonly target: number | null;
  readonly notes: readonly PlanNote[];
}

export type PlanNote = 'unit-repeated' | 'brackets-unpaired' | 'no-time';

export interface RejectedRow {
  readonly row: number;
  readonly reason: RowReason;
  readonly text: string;
}

export type RowReason =
  | 'no-unit'
  | 'sum-row'
  | 'period-not-understood'
  | 'headcount-not-a-number'
  | 'target-not-a-number'
  | 'too-long';

/** Every row below the headings is in exactly one of the two lists. */
export interface Plan {
  readonly drives: readonly PlannedDrive[];
  readonly rejected: readonly RejectedRow[];
}

export type PlanRefusal = CsvRefusal | 'empty' | 'no-headings';

/** Bounds of a drive as vehicles take it along (shared/journal/bodies/session.ts). */
const unitsMax = 100;
const nameCharsMax = 200;
const plannedCharsMax = 64;
const headingRowsMax = 10;

/** Reads a plan file. Refuses only a file that is no plan at all; rows it does not understand are listed with the reason. */
export function readPlan(bytes: Uint8Array): Result<Plan, PlanRefusal> {
  const read = readCsv(bytes);
  if (!read.ok) return read;
  if (read.value.length === 0) return err('empty');
  // A title may stand above the headings.
  const headingAt = read.value.slice(0, headingRowsMax).findIndex((cells) => findColumns(cells));
  const columns = findColumns(read.value[headingAt] ?? []);
  if (!columns) return err('no-headings');
  const drives: PlannedDrive[] = [];
  const rejected: RejectedRow[] = [];
  for (const [index, cells] of read.value.slice(headingAt + 1).entries()) {
    const row = index + 1;
    const drive = readRow(row, cells, columns);
    if (drive.ok) drives.push(drive.value);
    else rejected.push({ row, reason: drive.error, text: cells.join(',').slice(0, 400) });
  }
  return ok({ drives, rejected });
}

function readRow(
  row: number,
  cells: readonly string[],
  columns: Columns,
): Result<PlannedDrive, RowReason> {
  const at = (column: number | undefined) => (column === undefined ? '' : (cells[column] ?? ''));
  const planned = tidyName(at(columns.period));
  const split = splitUnits(at(columns.units));
  const [firstUnit] = split.names;
  if (firstUnit === undefined) return err('no-unit');
  if (/^(合计|总计|小计)$/u.test(firstUnit)) return err('sum-row');
  const period = readPeriod(planned);
  if (!period.ok) return period;
  const headcount = readCount(at(columns.headcount));
  if (headcount === undefined) return err('headcount-not-a-number');
  const target = readCount(at(columns.target));
  if (target === undefined) return err('target-not-a-number');
  const venue = tidyName(at(columns.venue)) || firstUnit;
  const tooLong =
    split.names.length > unitsMax ||
    planned.length > plannedCharsMax ||
    [venue, ...split.names].some((name) => name.length > nameCharsMax);
  if (tooLong) return err('too-long');
  const notes: PlanNote[] = [];
  if (split.hadRepeats) notes.push('unit-repeated');
  if (split.bracketsUnpaired) notes.push('brackets-unpaired');
  if (period.value.kind === 'open') notes.push('no-time');
  return ok({
    row,
    planned,
    period: period.value,
    venue,
    venueKind: at(columns.venue) === '' || /各单位|^各/u.test(venue) ? 'own-premises' : 'named',
    units: split.names,
    headcount,
    target,
    notes,
  });
}

/** null for an empty cell, undefined for one that holds no whole number. */
function readCount(cell: string): number | null | undefined {
  const text = cell.normalize('NFKC').replace(/[\s,]/gu, '').replace(/人$/u, '');
  if (text === '') return null;
  return /^\d{1,7}$/u.test(text) ? Number(text) : undefined;
}
