import { err, ok, type Result } from '../../shared/result.ts';
import { findColumns } from './columns.ts';
import { columnsMax, plainRow, rowsMax, type Table, type TableRefusal } from './table.ts';

/**
 * Reads comma-, semicolon- or tab-separated text (RFC 4180) as offices send it: UTF-8 or UTF-16 with a byte order mark, UTF-8
 * without, otherwise GB 18030 (which holds GBK); any kind of line end. Cells are trimmed; a row is a record, whatever its lines.
 */
export function readCsv(bytes: Uint8Array): Result<Table, TableRefusal> {
  const text = decode(bytes);
  if (text === undefined || text.includes('\0')) return err('not-text');
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
      continue;
    }
    if (character === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (character === separator) {
      row.push(cell.trim());
      cell = '';
      if (row.length >= columnsMax) return err('too-many-cells');
    } else if (character === '\n' || character === '\r') {
      if (character === '\r' && text.charAt(at + 1) === '\n') at += 1;
      row.push(cell.trim());
      rows.push(row);
      row = [];
      cell = '';
      if (rows.length > rowsMax) return err('too-many-rows');
    } else cell += character;
  }
  if (quoted) return err('open-quote');
  if (cell !== '' || row.length > 0) rows.push([...row, cell.trim()]);
  return ok({ sheet: null, rows: rows.map((cells, index) => plainRow(index + 1, cells)) });
}

const separators = [',', '\t', ';'] as const;
const probedCharsMax = 4000;
const probedLinesMax = 20;

/** The one under which some line is a plan's headings; else the one that stands most often in the beginning. */
function separatorOf(text: string): string {
  const beginning = text.slice(0, probedCharsMax);
  const lines = beginning.split(/[\r\n]+/u, probedLinesMax).map((line) => line.replaceAll('"', ''));
  const counted = separators
    .map((separator) => ({ separator, count: beginning.split(separator).length }))
    .toSorted((a, b) => b.count - a.count);
  const found =
    counted.find(({ separator }) => lines.some((line) => findColumns(line.split(separator)))) ??
    counted[0];
  return found?.separator ?? ',';
}

function decode(bytes: Uint8Array): string | undefined {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : undefined;
  for (const encoding of marked === undefined ? ['utf-8', 'gb18030'] : [marked]) {
    try {
      // The decoder takes a byte order mark away.
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  return undefined;
}
