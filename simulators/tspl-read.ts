import { blank, type Canvas, fill, frame } from './canvas.ts';
import { drawCode128 } from './draw-code128.ts';
import { drawLetters } from './draw-letters.ts';
import type { ReadLabel } from './zpl-read.ts';

const COPIES_MAX = 100;
const LINE_BYTES_MAX = 4096;
const BITMAP_BYTES_MAX = 2_000_000;
const MM_PER_INCH = 25.4;
const CELLS: Readonly<Record<string, readonly [number, number]>> = {
  '1': [8, 12],
  '2': [12, 20],
  '3': [16, 24],
  '4': [24, 32],
  '5': [32, 48],
};

/** What the beginning of a stream was; `consumed` 0: more bytes are needed. */
export interface TsplStep {
  readonly consumed: number;
  readonly label?: ReadLabel;
  readonly isStatusQuery?: boolean;
}

export interface TsplReader {
  readonly take: (bytes: Uint8Array) => TsplStep;
}

/** Splits at commas outside quotes; `\["]` inside them is a quote. */
const argumentsOf = (text: string): readonly string[] => {
  const found = text.match(/"(?:\\\["\]|[^"])*"|[^,]+/gu) ?? [];
  return found.map((each) => each.trim().replace(/^"|"$/gu, '').replaceAll('\\["]', '"'));
};

/** Reads TSPL from what a serial line or a socket brings, and draws as a printer of that resolution would. */
export const createTsplReader = (dpi: number): TsplReader => {
  const dots = (mm: string | undefined): number =>
    Math.round((Number.parseFloat(mm ?? '0') * dpi) / MM_PER_INCH);
  let paper: Canvas = blank(1, 1);
  let barcodes: string[] = [];
  let texts: string[] = [];

  const bitmap = (bytes: Uint8Array): TsplStep => {
    const head = /^BITMAP (-?\d+),(-?\d+),(\d+),(\d+),(\d),/u.exec(
      Buffer.from(bytes.subarray(0, 64)).toString('latin1'),
    );
    if (head === null) return { consumed: bytes.length < 64 ? 0 : 7 };
    const [x = 0, y = 0, rowBytes = 0, rows = 0, mode = 0] = head.slice(1).map(Number);
    const size = rowBytes * rows;
    if (size > BITMAP_BYTES_MAX) throw new Error('a bitmap no printer would take');
    if (bytes.length < head[0].length + size) return { consumed: 0 };
    const data = bytes.subarray(head[0].length, head[0].length + size);
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < rowBytes * 8; column += 1) {
        const isBlack =
          ((data[row * rowBytes + (column >> 3)] ?? 0) & (0x80 >> (column & 7))) === 0;
        const dot = { x: x + column, y: y + row, width: 1, height: 1 };
        if (mode === 0) fill(paper, dot, isBlack ? 'black' : 'white');
        else if (isBlack) fill(paper, dot, mode === 1 ? 'black' : 'reverse');
      }
    }
    return { consumed: head[0].length + size };
  };

  const line = (text: string): ReadLabel | undefined => {
    const name = /^[A-Z]+/u.exec(text)?.[0] ?? '';
    const given = argumentsOf(text.slice(name.length));
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = given.map(Number);
    switch (name) {
      case 'SIZE':
        paper = blank(dots(given[0]), dots(given[1]));
        return undefined;
      case 'CLS':
        paper = blank(paper.width, paper.height);
        [barcodes, texts] = [[], []];
        return undefined;
      case 'BAR':
        fill(paper, { x: a, y: b, width: c, height: d });
        return undefined;
      case 'BOX':
        frame(paper, a, b, c - a + 1, d - b + 1, e);
        return undefined;
      case 'REVERSE':
        fill(paper, { x: a, y: b, width: c, height: d }, 'reverse');
        return undefined;
      case 'TEXT': {
        const [width, height] = CELLS[given[2] ?? ''] ?? [0, 0];
        const cellWidth = width * Number(given[4]);
        const content = given[6] ?? '';
        drawLetters(paper, content, {
          x: a,
          y: b,
          cellWidth,
          cellHeight: height * Number(given[5]),
        });
        texts.push(content);
        return undefined;
      }
      case 'BARCODE': {
        const content = given[8] ?? '';
        if (given[2] !== '128') return undefined;
        drawCode128(paper, content, { x: a, y: b, height: d, module: Number(given[6]) });
        barcodes.push(content);
        return undefined;
      }
      case 'PRINT': {
        const drawn = paper;
        const copies = Math.min(COPIES_MAX, Math.max(1, a) * Math.max(1, b));
        return { barcodes, texts, copies, draw: () => drawn };
      }
      default:
        return undefined;
    }
  };

  const take = (bytes: Uint8Array): TsplStep => {
    if (bytes[0] === 0x1b) {
      if (bytes.length < 3) return { consumed: 0 };
      return { consumed: 3, isStatusQuery: bytes[1] === 0x21 && bytes[2] === 0x3f };
    }
    if (Buffer.from(bytes.subarray(0, 7)).toString('latin1') === 'BITMAP ') return bitmap(bytes);
    const end = bytes.indexOf(0x0a);
    if (end < 0) return { consumed: bytes.length > LINE_BYTES_MAX ? bytes.length : 0 };
    const label = line(Buffer.from(bytes.subarray(0, end)).toString('latin1').trim());
    return label === undefined ? { consumed: end + 1 } : { consumed: end + 1, label };
  };

  return { take };
};
