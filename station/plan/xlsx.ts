import { type CellObject, read, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { err, ok, type Result } from '../../shared/result.ts';
import { dayNumberToCivilDate } from '../../shared/domain/civil-date.ts';
import {
  cellCharsMax,
  columnsMax,
  rowsMax,
  type Table,
  type TableRefusal,
  type TableRow,
} from './table.ts';
import { unzip, zipStored } from './zip.ts';

/** A plan of 5,000 rows takes about 2 MB unpacked. */
const unpackedBytesMax = 24 * 1024 * 1024;
const sheetsMax = 20;
const mergesMax = 5000;

/**
 * Reads the visible sheets of an XLSX workbook; macros, pictures and binary workbooks never reach the library. The archive is unpacked here, within a bound, and handed to the library uncompressed,
 * so the library never inflates anything. Formulas are never evaluated: what the file shows for them counts, and a formula without a
 * kept value stands as its own text. A date cell becomes `YYYY-MM-DD`.
 */
export function readXlsx(bytes: Uint8Array): Result<readonly Table[], TableRefusal> {
  const members = unzip(bytes, unpackedBytesMax);
  if (!members.ok) return members;
  const parts = members.value.filter(({ name }) => /\.(?:xml|rels)$/iu.test(name));
  if (!parts.some(({ name }) => name === '[Content_Types].xml')) return err('not-a-workbook');
  let book: WorkBook;
  try {
    book = read(zipStored(parts), {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      sheetRows: rowsMax + 2,
    });
  } catch {
    // The library throws plain errors of every kind on a workbook that is broken or is another program's archive.
    return err('not-a-workbook');
  }
  const tables: Table[] = [];
  let left = rowsMax;
  const dates1904 = book.Workbook?.WBProps?.date1904 === true;
  const visible = book.SheetNames.filter(
    (_, index) => (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) === 0,
  );
  if (visible.length > sheetsMax) return err('too-many-sheets');
  for (const sheet of visible) {
    const content = book.Sheets[sheet];
    if (content === undefined) continue;
    const rows = rowsOf(content, dates1904);
    if (!rows.ok) return rows;
    left -= rows.value.length;
    if (left < 0) return err('too-many-rows');
    tables.push({ sheet, rows: rows.value });
  }
  return ok(tables);
}

function rowsOf(sheet: WorkSheet, dates1904: boolean): Result<TableRow[], TableRefusal> {
  const read = cellTexts(sheet, dates1904);
  if (!read.ok) return read;
  const texts = read.value;
  const above = texts.map(() => new Set<number>());
  const left = texts.map(() => new Set<number>());
  const merges = sheet['!merges'] ?? [];
  if (merges.length > mergesMax) return err('too-many-cells');
  for (const { s, e } of merges) {
    const text = texts[s.r]?.[s.c] ?? '';
    if (text === '') continue;
    for (let row = s.r; row <= Math.min(e.r, texts.length - 1); row += 1) {
      for (let column = s.c; column <= Math.min(e.c, columnsMax - 1); column += 1) {
        const cells = texts[row];
        if (cells === undefined || (row === s.r && column === s.c)) continue;
        cells[column] = text;
        if (row > s.r) above[row]?.add(column);
        if (column > s.c) left[row]?.add(column);
      }
    }
  }
  return ok(
    texts.map((cells, index) => ({
      line: index + 1,
      cells: Array.from(cells, (cell) => cell ?? ''),
      fromAbove: above[index] ?? new Set(),
      fromLeft: left[index] ?? new Set(),
    })),
  );
}

function cellTexts(
  sheet: WorkSheet,
  dates1904: boolean,
): Result<(string | undefined)[][], TableRefusal> {
  // Dense sheets keep their rows here; rows and cells without content are holes.
  const rows: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  const texts: (string | undefined)[][] = [];
  for (let row = 0; row < rows.length; row += 1) {
    const cells: (string | undefined)[] = [];
    let tooWide = false;
    rows[row]?.forEach((cell, column) => {
      const text = cell === undefined ? '' : cellText(cell, dates1904);
      if (text === '') return;
      if (column >= columnsMax) tooWide = true;
      else cells[column] = text;
    });
    if (tooWide) return err('too-many-cells');
    texts.push(cells);
  }
  while (texts.length > 0 && texts.at(-1)?.length === 0) texts.pop();
  return texts.length > rowsMax ? err('too-many-rows') : ok(texts);
}

const days1904 = 1462;
/** 1970-01-01 in Excel's count of days. */
const serial1970 = 25_569;

function cellText({ t, v, f, z }: CellObject, dates1904: boolean): string {
  if (v === undefined || v === null || t === 'z') return f === undefined ? '' : `=${f}`;
  if (t === 'e') return '#ERROR';
  if (v instanceof Date) return v.toISOString().slice(0, 10);
  if (typeof v === 'number' && z !== undefined && isDateFormat(String(z))) {
    const day = Math.floor(v) + (dates1904 ? days1904 : 0);
    return day > 0 && day < 100_000 ? dayNumberToCivilDate(day - serial1970) : String(v);
  }
  // One long text may stand in any number of cells; what is beyond the bound is rejected anyway.
  return String(v)
    .slice(0, cellCharsMax + 1)
    .trim();
}

/** Whether a number format shows a year, a month or a day, once texts in it, colours and escaped letters are taken out. */
const isDateFormat = (format: string): boolean =>
  format !== 'General' && /[ymd]/iu.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./gu, ''));
