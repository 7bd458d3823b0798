import { code128Widths } from '../codec/code128-symbol.ts';
import { type Bitmap, hasInk } from './bitmap.ts';
import { mmToDots } from './dots.ts';
import type { Drawing, Placed, PlacedBars } from './drawing.ts';

/** Runs of ink as one path: `M` to the run, `h` along it. */
function inkPath(bitmap: Bitmap, x: number, y: number): string {
  let path = '';
  for (let row = 0; row < bitmap.height; row += 1) {
    for (let column = 0; column < bitmap.width; column += 1) {
      if (!hasInk(bitmap, column, row)) continue;
      const from = column;
      while (column < bitmap.width && hasInk(bitmap, column, row)) column += 1;
      path += `M${x + from} ${y + row}h${column - from}v1h${from - column}z`;
    }
  }
  return path;
}

function barsPath({ data, x, y, height, moduleDots }: PlacedBars): string {
  let path = '';
  let at = x;
  for (const [index, modules] of code128Widths(data).entries()) {
    const width = modules * moduleDots;
    if (index % 2 === 0) path += `M${at} ${y}h${width}v${height}h${-width}z`;
    at += width;
  }
  return path;
}

const rect = (x: number, y: number, width: number, height: number): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`;

function shape(placed: Placed): string {
  switch (placed.kind) {
    case 'ink': {
      const words = inkPath(placed.bitmap, placed.x, placed.y);
      if (placed.reverse === null) return `<path d="${words}"/>`;
      const { x, y, width, height } = placed.reverse;
      return `${rect(x, y, width, height)}<path fill="#fff" d="${words}"/>`;
    }
    case 'bars':
      return `<path d="${barsPath(placed)}"/>`;
    case 'box': {
      const { x, y, width, height, lineDots } = placed;
      if (lineDots === null) return rect(x, y, width, height);
      // A stroke stands half on either side of its line.
      const half = lineDots / 2;
      return `<rect x="${x + half}" y="${y + half}" width="${width - lineDots}" height="${height - lineDots}" fill="none" stroke="#000" stroke-width="${lineDots}"/>`;
    }
  }
}

/** A drawing for the screen, a pixel for each dot of the printer; nothing in it but numbers of ours. */
export const svgLabel = ({ medium, dpi, placed }: Drawing): string => {
  const width = mmToDots(medium.widthMm, dpi);
  const height = mmToDots(medium.heightMm, dpi);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...placed.map(shape),
    '</svg>',
  ].join('');
};
