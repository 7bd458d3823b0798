import { err, ok, type Result } from '../../shared/result.ts';
import type { Columns } from './columns.ts';
import type { PlannedPeriod } from './period.ts';
import { readPeriod } from './read-period.ts';
import { cellCharsMax, type TableRow } from './table.ts';
import { type NamedUnit, splitUnits, tidyName } from './units.ts';

/** What a row says, before it is known where in the plan it stands. */
export interface RowContent {
  /** The plan's own words for the time. */
  readonly planned: string;
  readonly period: PlannedPeriod;
  /** null: the row names no year of its own. */
  readonly year: number | null;
  /** The plan's own words for the place; the first unit where the plan names none. */
  readonly venue: string;
  /** `own-premises`: at the units' own places (各单位驻地), possibly several. */
  readonly venueKind: 'named' | 'own-premises';
  readonly units: readonly NamedUnit[];
  /** Of the row's units together. */
  readonly headcount: number | null;
  readonly population: number | null;
  /** People, of the row's units together. */
  readonly target: number | null;
  readonly contacts: readonly PlanContact[];
  readonly notes: readonly PlanNote[];
}

/** Who answers for a unit (R22). */
export interface PlanContact {
  readonly role: 'leader' | 'liaison';
  readonly name: string;
  readonly phone: string;
}

export type PlanNote =
  | 'unit-repeated'
  | 'brackets-unpaired'
  | 'no-time'
  /** “3/4”: read as 4 March. */
  | 'day-order-assumed'
  /** Time and place were empty and were taken from the row above, as merged cells come out of a text file. */
  | 'as-above'
  /** A number in a merged cell: it counts once, with the row where the cell begins. */
  | 'number-merged-above'
  /** Something stands beside the table, under no heading. */
  | 'beyond-headings';

export type RowReason =
  | 'no-unit'
  | 'nothing-planned'
  | 'period-not-understood'
  | 'headcount-not-a-number'
  | 'population-not-a-number'
  | 'target-not-a-number'
  | 'duplicate'
  /** In a text file: most likely a list of units whose commas were taken for the file's own. */
  | 'beyond-headings'
  | 'too-long';

export interface RowRefusal {
  readonly reason: RowReason;
  /** The column to look at, from 0. */
  readonly column: number;
}

/** Bounds of a drive as vehicles take it along (shared/journal/bodies/session.ts). */
const unitsMax = 100;
const nameCharsMax = 200;
const plannedCharsMax = 64;

/** Reads one row under its headings, of a text file or a sheet. `above` is the row before, whose time and place an unmerged text file leaves out. */
export function readRow(
  row: TableRow,
  columns: Columns,
  above: RowContent | undefined,
  isText: boolean,
): Result<RowContent, RowRefusal> {
  const cell = (column: number | undefined) =>
    column === undefined ? '' : (row.cells[column] ?? '');
  const refuse = (reason: RowReason, column: number | undefined) =>
    err({ reason, column: column ?? columns.units });
  const overlong = row.cells.findIndex((text) => text.length > cellCharsMax);
  if (overlong >= 0) return refuse('too-long', overlong);

  const beyond = row.cells.findIndex((text, column) => column >= columns.width && text !== '');
  if (isText && beyond >= 0) return refuse('beyond-headings', beyond);

  const split = splitUnits(cell(columns.units));
  const [first] = split.units;
  if (first === undefined) return refuse('no-unit', columns.units);

  const ownTime = plannedText(cell(columns.month), cell(columns.period));
  const ownVenue = tidyName(cell(columns.venue));
  const asAbove =
    above !== undefined &&
    columns.venue !== undefined &&
    (columns.period ?? columns.month) !== undefined &&
    ownTime === '' &&
    ownVenue === '';
  const planned = asAbove ? above.planned : ownTime;
  const read = readPeriod(planned);
  if (planned.length > plannedCharsMax) return refuse('too-long', columns.period);
  if (read === undefined) return refuse('period-not-understood', columns.period ?? columns.month);

  const notes: PlanNote[] = [];
  const count = (column: number | undefined) => {
    if (column === undefined || cell(column) === '') return null;
    if (!row.fromAbove.has(column)) return readCount(cell(column));
    if (!notes.includes('number-merged-above')) notes.push('number-merged-above');
    return null;
  };
  const headcount = count(columns.headcount);
  if (headcount === undefined) return refuse('headcount-not-a-number', columns.headcount);
  const population = count(columns.population);
  if (population === undefined) return refuse('population-not-a-number', columns.population);
  const target = count(columns.target);
  if (target === undefined) return refuse('target-not-a-number', columns.target);

  const venueText = asAbove ? above.venue : ownVenue;
  const numbers = [headcount, population, target];
  if (planned === '' && venueText === '' && numbers.every((number) => number === null)) {
    if (notes.length === 0) return refuse('nothing-planned', columns.units);
  }
  const venue = venueText || first.name;
  const names = [venue, ...split.units.map(({ name }) => name)];
  if (split.units.length > unitsMax || names.some((name) => name.length > nameCharsMax)) {
    return refuse('too-long', venue.length > nameCharsMax ? columns.venue : columns.units);
  }
  if (beyond >= 0) notes.push('beyond-headings');
  if (split.hadRepeats) notes.push('unit-repeated');
  if (split.bracketsUnpaired) notes.push('brackets-unpaired');
  if (read.period.kind === 'open') notes.push('no-time');
  if (read.orderAssumed) notes.push('day-order-assumed');
  if (asAbove && (planned !== '' || venueText !== '')) notes.push('as-above');
  return ok({
    planned,
    period: read.period,
    year: read.year,
    venue,
    venueKind: venueText === '' || /^各|各单位/u.test(venue) ? 'own-premises' : 'named',
    units: split.units,
    headcount,
    population,
    target,
    contacts: contactsOf(columns, cell),
    notes,
  });
}

/** “3月” and “第二周” in columns of their own are one time; a month column may hold the bare number. */
function plannedText(monthCell: string, periodCell: string): string {
  const month = tidyName(monthCell);
  const period = tidyName(periodCell);
  const named = /^[\d０-９]{1,2}$/u.test(month) ? `${month}月` : month;
  return period.includes('月') || /\d{4}|\d[-/.]\d/u.test(period) ? period : named + period;
}

/** null for an empty cell, undefined for one that holds no whole number: “1,200人”, “约120”, “１２０”, “120.0”. */
export function readCount(cell: string): number | null | undefined {
  const text = cell
    .normalize('NFKC')
    .replace(/[\s,]/gu, '')
    .replace(/^(?:约|共)/u, '')
    .replace(/[人名]$/u, '')
    .replace(/\.0+$/u, '');
  if (text === '' || /^[-—/]+$/u.test(text)) return null;
  return /^\d{1,9}$/u.test(text) ? Number(text) : undefined;
}

const contactCharsMax = 50;

function contactsOf(columns: Columns, cell: (column: number | undefined) => string) {
  const phone = tidyName(cell(columns.phone)).slice(0, contactCharsMax);
  const leader = tidyName(cell(columns.leader)).slice(0, contactCharsMax);
  const liaison = tidyName(cell(columns.liaison)).slice(0, contactCharsMax);
  const contacts: PlanContact[] = [];
  if (leader !== '')
    contacts.push({ role: 'leader', name: leader, phone: liaison === '' ? phone : '' });
  if (liaison !== '') contacts.push({ role: 'liaison', name: liaison, phone });
  return contacts;
}
