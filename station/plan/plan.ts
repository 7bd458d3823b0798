import { err, ok, type Result } from '../../shared/result.ts';
import { type Columns, findColumns } from './columns.ts';
import { type RowContent, type RowReason, readCount, readRow } from './read-row.ts';
import { readTables } from './read-table.ts';
import { cellName, type Table, type TableRefusal, type TableRow } from './table.ts';
import { unitKey } from './units.ts';

/** Where a row stands in its file. */
export interface RowPlace {
  readonly sheet: string | null;
  /** 1 for the first row of the sheet or file. */
  readonly line: number;
}

/** One planned drive, as understood. */
export interface PlannedDrive extends RowPlace, RowContent {
  /** 1 for the plan's first row of data. */
  readonly row: number;
}

export interface RejectedRow extends RowPlace {
  readonly row: number;
  readonly reason: RowReason;
  /** “C7”: the cell to look at, and what stands in it. */
  readonly cell: string;
  readonly found: string;
  /** For a duplicate: the line of the row that counts. */
  readonly sameAsLine: number | null;
  readonly text: string;
}

/** A row that sums others up: it counts for nothing, and says whether its sum is theirs. */
export interface SumRow extends RowPlace {
  readonly text: string;
  /** People it states; null where it states no number. */
  readonly stated: number | null;
  /** Its number is neither the sum of the rows since the last such row nor of all above. */
  readonly differs: boolean;
}

/** Every row of the file is exactly one of these. */
export type PlanLine =
  | { readonly kind: 'drive'; readonly drive: PlannedDrive }
  | { readonly kind: 'rejected'; readonly rejected: RejectedRow }
  | { readonly kind: 'sum'; readonly sum: SumRow }
  /** `outside`: on a sheet that has no headings of a plan. */
  | {
      readonly kind: 'heading' | 'title' | 'outside' | 'blank';
      readonly place: RowPlace;
      readonly text: string;
    };

export type PlanRefusal = TableRefusal | 'empty' | 'no-headings';

const headingRowsMax = 20;
const rowCharsMax = 400;

/** Reads a plan file. Refuses only a file that is no plan at all; a row it does not understand is listed with its cell and the reason. */
export function readPlan(bytes: Uint8Array): Result<readonly PlanLine[], PlanRefusal> {
  const tables = readTables(bytes);
  if (!tables.ok) return tables;
  if (tables.value.every(({ rows }) => rows.every(isBlank))) return err('empty');
  const reading = new Reading();
  for (const table of tables.value) reading.read(table);
  return reading.foundHeadings ? ok(reading.lines) : err('no-headings');
}

class Reading {
  readonly lines: PlanLine[] = [];
  foundHeadings = false;
  #row = 0;
  #sumAll = 0;
  #sumSince = 0;
  readonly #seen = new Map<string, number>();

  read({ sheet, rows }: Table): void {
    const headingAt = rows.slice(0, headingRowsMax).findIndex(({ cells }) => findColumns(cells));
    let columns: Columns | undefined;
    let above: RowContent | undefined;
    for (const [index, row] of rows.entries()) {
      const place = { sheet, line: row.line };
      const text = row.cells
        .filter((cell) => cell !== '')
        .join(' | ')
        .slice(0, rowCharsMax);
      const heading = index >= headingAt && headingAt >= 0 ? findColumns(row.cells) : undefined;
      // A page's headings come again in the middle, and may come in another order.
      if (heading) {
        columns = heading;
        this.foundHeadings = true;
        this.lines.push({ kind: 'heading', place, text });
      } else if (isBlank(row)) this.lines.push({ kind: 'blank', place, text: '' });
      else if (headingAt < 0) this.lines.push({ kind: 'outside', place, text });
      else if (!columns || isTitle(row)) this.lines.push({ kind: 'title', place, text });
      else if (isSum(row)) this.#readSum(row, columns, place, text);
      else above = this.#readData(row, columns, place, text, above) ?? above;
    }
  }

  #readSum(row: TableRow, { target }: Columns, place: RowPlace, text: string): void {
    const stated = target === undefined ? null : (readCount(row.cells[target] ?? '') ?? null);
    const differs = stated !== null && stated !== this.#sumSince && stated !== this.#sumAll;
    this.lines.push({ kind: 'sum', sum: { ...place, text, stated, differs } });
    this.#sumSince = 0;
  }

  #readData(
    row: TableRow,
    columns: Columns,
    place: RowPlace,
    text: string,
    above: RowContent | undefined,
  ): RowContent | undefined {
    this.#row += 1;
    const read = readRow(row, columns, above, place.sheet === null);
    const refuse = (reason: RowReason, column: number, sameAsLine: number | null) =>
      this.lines.push({
        kind: 'rejected',
        rejected: {
          ...place,
          row: this.#row,
          reason,
          cell: cellName(column, row.line),
          found: (row.cells[column] ?? '').slice(0, rowCharsMax),
          sameAsLine,
          text,
        },
      });
    if (!read.ok) {
      refuse(read.error.reason, read.error.column, null);
      return undefined;
    }
    const content = read.value;
    const key = contentKey(content);
    const before = this.#seen.get(key);
    if (before !== undefined) {
      refuse('duplicate', columns.units, before);
      return undefined;
    }
    this.#seen.set(key, row.line);
    this.#sumAll += content.target ?? 0;
    this.#sumSince += content.target ?? 0;
    this.lines.push({ kind: 'drive', drive: { ...place, row: this.#row, ...content } });
    return content;
  }
}

/** Rows with one key say the same; the way of writing does not matter. */
function contentKey({ period, venue, units, headcount, target, planned }: RowContent): string {
  const names = units.map(({ name }) => unitKey(name)).toSorted();
  const when = period.kind === 'open' ? planned : period;
  return JSON.stringify([when, unitKey(venue), names, headcount, target]);
}

/** Nothing stands in it but what merged cells repeat from above. */
const isBlank = ({ cells, fromAbove }: TableRow): boolean =>
  cells.every((cell, column) => cell === '' || fromAbove.has(column));

const sumWords = /^(?:本页|分类|全市|全县|全区|各?单位)?(?:合计|总计|小计|共计|总数)(?:[:(].*)?$/u;

const isSum = ({ cells }: TableRow): boolean =>
  cells.some(
    (cell) => cell.length < 40 && sumWords.test(cell.normalize('NFKC').replace(/\s+/gu, '')),
  );

const titleWords =
  /^(?:附件|附表|附:|注[:1-9]|备注|说明|填表|制表|审核|单位[:(].*(?:章|人)|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第.{1,3}(?:部分|批))/u;

/** One text alone: merged across columns, or worded like a title or a remark. */
function isTitle({ cells, fromAbove, fromLeft }: TableRow): boolean {
  const own = cells.flatMap((cell, column) =>
    cell === '' || fromAbove.has(column) || fromLeft.has(column) ? [] : [cell],
  );
  const [text = ''] = own;
  return own.length === 1 && (fromLeft.size > 0 || titleWords.test(text.normalize('NFKC')));
}
