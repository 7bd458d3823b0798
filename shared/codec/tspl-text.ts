import type { OwnLetters } from '../label/drawing.ts';

// Fixed cells of the fonts every TSPL printer has, in dots, whatever its resolution (TSPL manual, TEXT).
const CELLS = [
  { font: '1', width: 8, height: 12 },
  { font: '2', width: 12, height: 20 },
  { font: '3', width: 16, height: 24 },
  { font: '4', width: 24, height: 32 },
  { font: '5', width: 32, height: 48 },
] as const;
const TIMES_MAX = 6;
// Below that nobody reads it at arm's length.
const HEIGHT_SHARE_MIN = 0.55;

/** Text between quotes. TSPL writes a quote as `\["]` and says nothing of a backslash, so callers refuse one. */
export const quoted = (text: string): string => `"${text.replaceAll('"', '\\["]')}"`;

/** The largest of the printer's own letters that fit, as a `TEXT` command; null when none is near the size asked for. */
export function tsplText({ text, room, align, emDots }: OwnLetters): string | null {
  if (text.includes('\\')) return null;
  const sizes = CELLS.flatMap((cell) =>
    Array.from({ length: TIMES_MAX }, (_, at) => ({
      ...{ font: cell.font, times: at + 1, height: cell.height * (at + 1) },
      width: cell.width * (at + 1) * text.length,
    })),
  );
  const [best] = sizes
    .filter(({ width, height }) => width <= room.width && height <= Math.min(emDots, room.height))
    .toSorted((a, b) => b.height - a.height);
  if (best === undefined || best.height < emDots * HEIGHT_SHARE_MIN) return null;
  const spare = room.width - best.width;
  const x = room.x + { left: 0, center: Math.floor(spare / 2), right: spare }[align];
  const y = room.y + Math.floor((room.height - best.height) / 2);
  return `TEXT ${x},${y},"${best.font}",0,${best.times},${best.times},${quoted(text)}`;
}
