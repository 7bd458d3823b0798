import { err, ok, type Result } from '../../shared/result.ts';
import { readCsv } from './csv.ts';
import { planBytesMax, type Table, type TableRefusal } from './table.ts';
import { readXlsx } from './xlsx.ts';

const startsWith = (bytes: Uint8Array, start: readonly number[]) =>
  start.every((byte, at) => bytes[at] === byte);

/** The tables of a file, told by its first bytes and never by its name: a workbook's visible sheets, or the one table of a text. */
export function readTables(bytes: Uint8Array): Result<readonly Table[], TableRefusal> {
  if (bytes.length > planBytesMax) return err('too-large');
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readXlsx(bytes);
  // The container of .xls, and of a workbook under a password.
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return err('old-excel');
  const table = readCsv(bytes);
  return table.ok ? ok([table.value]) : table;
}
