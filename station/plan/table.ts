/** One row of a file as it stands there, blank rows included. */
export interface TableRow {
  /** 1 for the first row of the sheet or file, as a spreadsheet numbers them. */
  readonly line: number;
  /** Trimmed; '' for an empty cell. */
  readonly cells: readonly string[];
  /** Columns whose cell only repeats the merged cell that began in a row above. */
  readonly fromAbove: ReadonlySet<number>;
  /** Columns whose cell only repeats the merged cell that began left of it. */
  readonly fromLeft: ReadonlySet<number>;
}

export interface Table {
  /** The sheet's name; null for a text file. */
  readonly sheet: string | null;
  readonly rows: readonly TableRow[];
}

export type TableRefusal =
  | 'too-large'
  | 'not-text'
  | 'too-many-rows'
  | 'too-many-cells'
  | 'too-many-sheets'
  | 'open-quote'
  | 'old-excel'
  | 'not-a-workbook'
  | 'unpacks-too-large';

export const planBytesMax = 2 * 1024 * 1024;
/** Of a file, all its sheets together. */
export const rowsMax = 5000;
export const columnsMax = 64;
/** What is beyond this in one cell is no plan's text; the row is rejected as too long. */
export const cellCharsMax = 4000;

const nothing: ReadonlySet<number> = new Set();

export const plainRow = (line: number, cells: readonly string[]): TableRow => ({
  line,
  cells,
  fromAbove: nothing,
  fromLeft: nothing,
});

/** “C7”: the cell as a spreadsheet names it; `column` counts from 0. */
export function cellName(column: number, line: number): string {
  const letters =
    column < 26
      ? String.fromCodePoint(65 + column)
      : String.fromCodePoint(64 + Math.floor(column / 26), 65 + (column % 26));
  return `${letters}${line}`;
}
