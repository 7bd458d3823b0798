import { err, ok, type Result } from '../../shared/result.ts';

export const planBytesMax = 2 * 1024 * 1024;
const rowsMax = 5000;
const cellsMax = 64;

export type CsvRefusal =
  | 'too-large'
  | 'not-text'
  | 'too-many-rows'
  | 'too-many-cells'
  | 'open-quote';

/**
 * Reads comma- or tab-separated text (RFC 4180) as offices send it: UTF-8 with or without a byte order mark, otherwise GB 18030,
 * any kind of line end. Cells are trimmed; lines whose cells are all empty are left out.
 */
export function readCsv(bytes: Uint8Array): Result<readonly (readonly string[])[], CsvRefusal> {
  if (bytes.length > planBytesMax) return err('too-large');
  const text = decode(bytes);
  if (text === undefined || text.includes('\0')) return err('not-text');
  const firstLine = text.slice(0, (text.search(/[\r\n]/) + 1 || text.length + 1) - 1);
  const separator = firstLine.includes(',') || !firstLine.includes('\t') ? ',' : '\t';
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
      if (row.length >= cellsMax) return err('too-many-cells');
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
  return ok(rows.filter((cells) => cells.some((content) => content !== '')));
}

function decode(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      // The decoder takes a byte order mark away.
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  return undefined;
}
