import { createHash } from 'node:crypto';
import { ok, type Result } from '../../shared/result.ts';
import {
  type PlanLine,
  type PlannedDrive,
  type PlanRefusal,
  type RejectedRow,
  readPlan,
  type SumRow,
} from './plan.ts';
import { unitKey } from './units.ts';

/** What an import would store, before anything is stored. */
export interface PlanPreview {
  /** Rows of data: `understood + rejected`, always. */
  readonly rows: number;
  readonly understood: number;
  readonly rejected: number;
  /** Different units named. */
  readonly units: number;
  /** Rows with a target, and the sum of the targets in people. */
  readonly targets: number;
  readonly targetTotal: number;
  /** Rows of the file: `rows + headings + titles + sums + outside + blanks`, always. */
  readonly fileRows: number;
  readonly headings: number;
  readonly titles: number;
  readonly sums: number;
  /** Rows of sheets that have no headings of a plan. */
  readonly outside: number;
  readonly blanks: number;
  readonly fileName: string;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
  /** The year its dates, its titles or its name speak of; null where they name none or several. */
  readonly year: number | null;
  readonly drives: readonly PlannedDrive[];
  readonly rejectedRows: readonly RejectedRow[];
  readonly sumRows: readonly SumRow[];
  /** Every row of the file in order. */
  readonly lines: readonly PlanLine[];
}

export type PlanCounts = Pick<
  PlanPreview,
  'rows' | 'understood' | 'rejected' | 'units' | 'targets' | 'targetTotal'
>;

/** Reads a plan file (CSV or XLSX, at most 2 MiB) without storing anything. Refuses a file that is no plan. */
export function previewPlan(bytes: Uint8Array, fileName: string): Result<PlanPreview, PlanRefusal> {
  const read = readPlan(bytes);
  if (!read.ok) return read;
  const lines = read.value;
  const drives = lines.flatMap((line) => (line.kind === 'drive' ? [line.drive] : []));
  const rejectedRows = lines.flatMap((line) => (line.kind === 'rejected' ? [line.rejected] : []));
  const sumRows = lines.flatMap((line) => (line.kind === 'sum' ? [line.sum] : []));
  const targets = drives.flatMap(({ target }) => (target === null ? [] : [target]));
  const named = drives.flatMap(({ units }) => units.map(({ name }) => unitKey(name)));
  const count = (kind: PlanLine['kind']) => lines.filter((line) => line.kind === kind).length;
  return ok({
    rows: drives.length + rejectedRows.length,
    understood: drives.length,
    rejected: rejectedRows.length,
    units: new Set(named).size,
    targets: targets.length,
    targetTotal: targets.reduce((sum, target) => sum + target, 0),
    fileRows: lines.length,
    headings: count('heading'),
    titles: count('title'),
    sums: sumRows.length,
    outside: count('outside'),
    blanks: count('blank'),
    fileName,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    year: yearOf(drives, lines, fileName),
    drives,
    rejectedRows,
    sumRows,
    lines,
  });
}

export const countsOf = (preview: PlanPreview): PlanCounts => ({
  rows: preview.rows,
  understood: preview.understood,
  rejected: preview.rejected,
  units: preview.units,
  targets: preview.targets,
  targetTotal: preview.targetTotal,
});

function yearOf(
  drives: readonly PlannedDrive[],
  lines: readonly PlanLine[],
  fileName: string,
): number | null {
  const inDates = drives.flatMap(({ year }) => (year === null ? [] : [year]));
  if (inDates.length > 0) return onlyOne(inDates);
  const titles = lines.flatMap((line) => (line.kind === 'title' ? [line.text] : []));
  return onlyOne(titles.flatMap(yearsIn)) ?? onlyOne(yearsIn(fileName));
}

const yearsIn = (text: string): number[] =>
  [...text.normalize('NFKC').matchAll(/(?<!\d)20\d{2}(?!\d)/gu)].map(([year]) => Number(year));

const onlyOne = (years: readonly number[]): number | null =>
  new Set(years).size === 1 ? (years[0] ?? null) : null;
