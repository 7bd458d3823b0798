import { inflateSync } from 'node:zlib';
import { blank, type Canvas, fill, frame } from './canvas.ts';
import { drawCode128 } from './draw-code128.ts';
import { drawLetters } from './draw-letters.ts';

interface Field {
  x: number;
  y: number;
  module: number;
  bars: { height: number; mode: string } | null;
  letters: number;
}

const numbersOf = (text: string): readonly number[] =>
  text.split(',').map((part) => Number.parseInt(part, 10) || 0);

/** `^GFA` of zlib in base64, or of plain hexadecimal. */
const drawGraphic = (canvas: Canvas, rest: string, { x, y }: Field): void => {
  const match = /^A,(\d+),(\d+),(\d+),(.*)$/su.exec(rest);
  if (match === null) return;
  const rowBytes = Number(match[3]);
  const packed = /^:Z64:([^:]*):/u.exec(match[4] ?? '')?.[1];
  const data =
    packed === undefined
      ? Buffer.from(match[4] ?? '', 'hex')
      : inflateSync(Buffer.from(packed, 'base64'));
  for (let at = 0; at < data.length * 8; at += 1) {
    if (((data[at >> 3] ?? 0) & (0x80 >> (at & 7))) === 0) continue;
    const column = at % (rowBytes * 8);
    const row = Math.floor(at / (rowBytes * 8));
    fill(canvas, { x: x + column, y: y + row, width: 1, height: 1 });
  }
};

/** Draws one format as far as this program's labels go: fields, graphics, frames, Code 128, letters. */
export const drawFormat = (
  format: string,
  contentOf: (data: string, mode: string | null) => string,
): Canvas => {
  const width = Number(/\^PW(\d+)/u.exec(format)?.[1] ?? 800);
  const height = Number(/\^LL(\d+)/u.exec(format)?.[1] ?? 400);
  const canvas = blank(width, height);
  const field: Field = { x: 0, y: 0, module: 2, bars: null, letters: 20 };
  for (const command of format.split('^').slice(1)) {
    const name = command.slice(0, 2).toUpperCase();
    const rest = command.slice(2).replace(/[\r\n]+$/u, '');
    const [a = 0, b = 0, c = 1] = numbersOf(rest);
    if (name === 'FO') [field.x, field.y] = [a, b];
    else if (name === 'BY') field.module = a || 2;
    else if (name === 'GB') frame(canvas, field.x, field.y, Math.max(a, c), Math.max(b, c), c);
    else if (name === 'GF') drawGraphic(canvas, rest, field);
    else if (name === 'BC') field.bars = { height: b, mode: rest.split(',')[5] ?? 'N' };
    else if (/^A[0-9A-Z]$/u.test(name)) field.letters = numbersOf(rest.slice(2))[0] || 20;
    else if (name === 'FS') field.bars = null;
    else if (name === 'FD' && field.bars !== null) {
      const { height: barHeight, mode } = field.bars;
      const place = { x: field.x, y: field.y, height: barHeight, module: field.module };
      drawCode128(canvas, contentOf(rest, mode), place);
    } else if (name === 'FD') {
      const cell = { cellWidth: Math.ceil(field.letters * 0.6), cellHeight: field.letters };
      drawLetters(canvas, contentOf(rest, null), { x: field.x, y: field.y, ...cell });
    }
  }
  return canvas;
};
