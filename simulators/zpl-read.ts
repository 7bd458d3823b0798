import type { Canvas } from './canvas.ts';
import { drawFormat } from './zpl-draw.ts';

/** A label as the simulated printer understands it. */
export interface ReadLabel {
  /** Content of each Code 128 symbol, escapes resolved. */
  readonly barcodes: readonly string[];
  /** Every other text on the label, in order. */
  readonly texts: readonly string[];
  readonly copies: number;
  /** What comes out, in dots. */
  readonly draw: () => Canvas;
}

const COPIES_MAX = 100;

// Code 128 in mode N: what follows `>` (Zebra's invocation codes). Subset changes print nothing.
const INVOKED: Readonly<Record<string, string>> = { '0': '>', '<': '^', '=': '~' };

const resolveInvocations = (data: string): string =>
  data.replace(/>([0-9:;<=])/gu, (_, code: string) => INVOKED[code] ?? '');

const resolveHex = (data: string, indicator: string): string =>
  data.replace(
    new RegExp(`${indicator.replace(/[^\w]/gu, '\\$&')}([0-9A-Fa-f]{2})`, 'gu'),
    (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)),
  );

/** Reads one format `^XA … ^XZ`, just enough to know its barcodes, its texts and the number of copies. */
export const readFormat = (format: string): ReadLabel => {
  const barcodes: string[] = [];
  const texts: string[] = [];
  let copies = 1;
  let mode: string | null = null;
  let hexIndicator: string | null = null;
  for (const command of format.split('^').slice(1)) {
    const name = command.slice(0, 2).toUpperCase();
    const rest = command.slice(2).replace(/[\r\n]+$/u, '');
    if (name === 'BC') mode = (rest.split(',')[5] ?? '').trim() || 'N';
    else if (name === 'FH') hexIndicator = rest === '' ? '_' : rest.charAt(0);
    else if (name === 'PQ') copies = Math.min(COPIES_MAX, Number.parseInt(rest, 10) || 1);
    else if (name === 'FD') {
      const data = hexIndicator === null ? rest : resolveHex(rest, hexIndicator);
      if (mode === null) texts.push(data);
      else barcodes.push(mode === 'N' ? resolveInvocations(data) : data);
    } else if (name === 'FS') {
      mode = null;
      hexIndicator = null;
    }
  }
  const contentOf = (data: string, of: string | null): string =>
    of === null || of !== 'N' ? data : resolveInvocations(data);
  return { barcodes, texts, copies, draw: () => drawFormat(format, contentOf) };
};
