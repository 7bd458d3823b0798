import { type Bitmap, emptyBitmap, putInk } from './bitmap.ts';
import type { PathStep } from './font.ts';

interface Edge {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

// Rows looked at within one dot; across, coverage is exact.
const SUBROWS = 8;
// A dot is ink from this part covered: below one half, so that the thin strokes of dense characters stay joined at 16 dots.
const INK_FROM = 0.42;
const CURVE_PARTS = 8;

/** Straight edges of an outline; `toX` and `toY` turn font units into dots, y downwards. */
function edgesOf(
  path: readonly PathStep[],
  toX: (x: number) => number,
  toY: (y: number) => number,
): readonly Edge[] {
  const edges: Edge[] = [];
  let [startX, startY, atX, atY] = [0, 0, 0, 0];
  const lineTo = (x: number, y: number): void => {
    if (y !== atY) edges.push({ x0: atX, y0: atY, x1: x, y1: y });
    [atX, atY] = [x, y];
  };
  for (const step of path) {
    if (step.type === 'Z') lineTo(startX, startY);
    else if (step.type === 'M') {
      lineTo(startX, startY);
      [startX, startY] = [toX(step.x), toY(step.y)];
      [atX, atY] = [startX, startY];
    } else if (step.type === 'L') lineTo(toX(step.x), toY(step.y));
    else {
      const [x0, y0] = [atX, atY];
      // A quadratic curve is the cubic one whose handles are two thirds of the way to its own.
      const isCubic = step.type === 'C';
      const [x3, y3] = [toX(step.x), toY(step.y)];
      const [qx, qy] = [toX(step.x1), toY(step.y1)];
      const x1 = isCubic ? qx : x0 + (2 * (qx - x0)) / 3;
      const y1 = isCubic ? qy : y0 + (2 * (qy - y0)) / 3;
      const x2 = isCubic ? toX(step.x2) : x3 + (2 * (qx - x3)) / 3;
      const y2 = isCubic ? toY(step.y2) : y3 + (2 * (qy - y3)) / 3;
      for (let part = 1; part <= CURVE_PARTS; part += 1) {
        const t = part / CURVE_PARTS;
        const u = 1 - t;
        const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
        lineTo(a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3);
      }
    }
  }
  lineTo(startX, startY);
  return edges;
}

/** Adds the part of each dot between `from` and `to` that is covered. */
function cover(row: Float64Array, from: number, to: number, weight: number): void {
  const start = Math.max(0, from);
  const end = Math.min(row.length, to);
  for (let x = Math.floor(start); x < end; x += 1) {
    row[x] = (row[x] ?? 0) + weight * (Math.min(end, x + 1) - Math.max(start, x));
  }
}

/** One sub-row: where the winding number is not zero there is ink (TrueType contours may overlap). */
function coverSubrow(row: Float64Array, edges: readonly Edge[], y: number): void {
  const crossings: { x: number; up: number }[] = [];
  for (const { x0, y0, x1, y1 } of edges) {
    if (y0 <= y === y1 <= y) continue;
    crossings.push({ x: x0 + ((y - y0) * (x1 - x0)) / (y1 - y0), up: y1 > y0 ? 1 : -1 });
  }
  crossings.sort((a, b) => a.x - b.x);
  let winding = 0;
  for (const [at, { x, up }] of crossings.entries()) {
    winding += up;
    if (winding !== 0) cover(row, x, crossings[at + 1]?.x ?? x, 1 / SUBROWS);
  }
}

/**
 * An outline as ink. `scale` is dots per font unit; the font's origin lands at `originX`, `baseline` (dots from the
 * upper left corner). What lies outside the bitmap is lost.
 */
export function rasterise(
  path: readonly PathStep[],
  scale: number,
  { originX, baseline }: { readonly originX: number; readonly baseline: number },
  size: { readonly width: number; readonly height: number },
): Bitmap {
  const bitmap = emptyBitmap(size.width, size.height);
  const edges = edgesOf(
    path,
    (x) => originX + x * scale,
    (y) => baseline - y * scale,
  );
  const row = new Float64Array(size.width);
  for (let y = 0; y < size.height; y += 1) {
    row.fill(0);
    for (let part = 0; part < SUBROWS; part += 1) {
      coverSubrow(row, edges, y + (part + 0.5) / SUBROWS);
    }
    for (const [x, covered] of row.entries()) if (covered >= INK_FROM) putInk(bitmap, x, y);
  }
  return bitmap;
}
