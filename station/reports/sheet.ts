import { utils, write } from '@e965/xlsx';

export type Cell = string | number | null;

/** A table for a spreadsheet: its titles, then its rows. */
export interface Sheet {
  readonly name: string;
  readonly titles: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** CSV as Excel opens it in any language: UTF-8 with its mark, CRLF, every field quoted. */
export function toCsv({ titles, rows }: Sheet): string {
  const lines = [titles, ...rows].map((cells) => cells.map(field).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

// A spreadsheet runs text that begins like a formula; the quote makes it text.
const field = (cell: Cell): string => {
  if (typeof cell === 'number') return String(cell);
  const text = cell ?? '';
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

const columnCharsMax = 60;

/** An XLSX workbook of one sheet. Texts are kept as texts: none is ever a formula. */
export function toXlsx({ name, titles, rows }: Sheet): Buffer {
  const sheet = utils.aoa_to_sheet([[...titles], ...rows.map((cells) => [...cells])]);
  sheet['!cols'] = titles.map((title, at) => {
    const widest = rows.reduce((most, cells) => Math.max(most, width(cells[at])), width(title));
    return { wch: Math.min(columnCharsMax, widest) };
  });
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, name);
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
  if (!Buffer.isBuffer(bytes)) throw new Error('the workbook was not written as bytes');
  return bytes;
}

// A Chinese character takes two places.
const width = (cell: Cell | undefined): number =>
  [...String(cell ?? '')].reduce((sum, char) => sum + (char > '\u2E7F' ? 2 : 1), 2);

export const chinaTime = (atMs: number): string =>
  new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
