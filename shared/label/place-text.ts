import { err, ok, type Result } from '../result.ts';
import { type Bitmap, cropToInk, drawInto, emptyBitmap, turned } from './bitmap.ts';
import { breakLines } from './break-lines.ts';
import type { TextElement } from './design-schema.ts';
import { type Dpi, mmToDots } from './dots.ts';
import type { OwnLetters, Placed, PlacedInk, Rect } from './drawing.ts';
import type { InkSource } from './font.ts';

export type TextRefusal =
  | { readonly kind: 'character-not-in-font'; readonly character: string }
  | { readonly kind: 'text-too-long' };

type PlacedText = Result<readonly Placed[], TextRefusal>;

const LINE_PITCH = 1.15;
// Between words and the frame around them.
const PADDING_MM = 0.3;

interface Room {
  readonly width: number;
  readonly height: number;
}

interface Fitted {
  readonly lines: readonly string[];
  readonly emDots: number;
}

const pitchOf = (emDots: number): number => Math.ceil(emDots * LINE_PITCH);

/** The greatest size at which the text has room, dot by dot from the one asked for to the smallest allowed. */
function fit(
  text: string,
  element: TextElement,
  dpi: Dpi,
  ink: InkSource,
  room: Room,
): Fitted | null {
  const least = mmToDots(element.heightMinMm ?? element.heightMm, dpi);
  for (let emDots = mmToDots(element.heightMm, dpi); emDots >= least; emDots -= 1) {
    const measure = (line: string): number => ink.measure(line, emDots) ?? Infinity;
    const lines = breakLines(text, element.lines, room.width, measure);
    if (lines === null) continue;
    if (emDots + (lines.length - 1) * pitchOf(emDots) <= room.height) return { lines, emDots };
  }
  return null;
}

/** One line as ink in a picture of the whole room, `top` dots from its upper edge. */
function lineInk(
  line: string,
  top: number,
  emDots: number,
  align: TextElement['align'],
  ink: InkSource,
  room: Room,
): Bitmap {
  const picture = emptyBitmap(room.width, room.height);
  const spare = room.width - (ink.measure(line, emDots) ?? 0);
  let x = { left: 0, center: spare / 2, right: spare }[align];
  for (const character of line) {
    const glyph = ink.glyph(character, emDots);
    if (glyph === null) continue;
    drawInto(picture, glyph.bitmap, Math.round(x) + glyph.x, top + glyph.y);
    x += glyph.advanceDots;
  }
  return picture;
}

const united = (pictures: readonly Bitmap[], room: Room): Bitmap => {
  const all = emptyBitmap(room.width, room.height);
  for (const picture of pictures) drawInto(all, picture, 0, 0);
  return all;
};

/** The rectangle of an element in dots, and what is left of it inside frame and padding. */
function boxesOf(element: TextElement, dpi: Dpi): { readonly box: Rect; readonly inner: Rect } {
  const [leftMm, topMm] = element.at;
  const x = mmToDots(leftMm, dpi);
  const y = mmToDots(topMm, dpi);
  const width = mmToDots(leftMm + element.size[0], dpi) - x;
  const height = mmToDots(topMm + element.size[1], dpi) - y;
  const isBordered = element.reverse || element.frameMm !== undefined;
  const inset = isBordered ? mmToDots((element.frameMm ?? 0) + PADDING_MM, dpi) : 0;
  const inner = {
    x: x + inset,
    y: y + inset,
    width: width - 2 * inset,
    height: height - 2 * inset,
  };
  return { box: { x, y, width, height }, inner };
}

const ownLettersOf = (
  element: TextElement,
  { lines, emDots }: Fitted,
  room: Rect,
): OwnLetters | null => {
  const [text] = lines;
  if (!element.ownLetters || lines.length !== 1 || element.turn !== 0) return null;
  if (text === undefined || !/^[\x20-\x7e]+$/u.test(text)) return null;
  return { text, room, align: element.align, emDots };
};

function draw(element: TextElement, text: string, dpi: Dpi, ink: InkSource): PlacedText {
  if (text === '') return ok([]);
  const missing = [...text].find((character) => ink.measure(character, 1) === null);
  if (missing !== undefined) return err({ kind: 'character-not-in-font', character: missing });
  const { box, inner } = boxesOf(element, dpi);
  const isOnSide = element.turn === 90 || element.turn === 270;
  const room = isOnSide ? { width: inner.height, height: inner.width } : inner;
  const fitted = fit(text, element, dpi, ink, room);
  if (fitted === null) return err({ kind: 'text-too-long' });
  const { lines, emDots } = fitted;
  const spare = room.height - emDots - (lines.length - 1) * pitchOf(emDots);
  const top = { top: 0, middle: Math.floor(spare / 2), bottom: spare }[element.valign];
  const ownLetters = ownLettersOf(element, fitted, inner);
  const pictures = lines.map((line, at) =>
    lineInk(line, top + at * pitchOf(emDots), emDots, element.align, ink, room),
  );
  // One picture a line: a short last line costs no white beside it. What stands on black is turned over once, as a whole.
  const words = (element.reverse ? [united(pictures, room)] : pictures).flatMap(
    (picture): PlacedInk[] => {
      const cropped = cropToInk(turned(picture, element.turn));
      if (cropped === null) return [];
      const { x, y, bitmap } = cropped;
      const place = { x: inner.x + x, y: inner.y + y, bitmap, ownLetters };
      return [{ kind: 'ink', ...place, reverse: element.reverse ? box : null }];
    },
  );
  if (element.frameMm === undefined) return ok(words);
  return ok([
    ...words,
    { kind: 'box', ...box, lineDots: Math.max(1, mmToDots(element.frameMm, dpi)) },
  ]);
}

// The station's name stands on every label of a day: drawn once, its picture is packed once too.
const KEPT_MAX = 64;
const kept = new WeakMap<InkSource, WeakMap<TextElement, Map<string, PlacedText>>>();

/** Words in their space: shrunk, broken, turned, framed as the element says. Empty words leave nothing, not even a frame. */
export function placeText(
  element: TextElement,
  text: string,
  dpi: Dpi,
  ink: InkSource,
): PlacedText {
  const ofInk = kept.get(ink) ?? new WeakMap<TextElement, Map<string, PlacedText>>();
  kept.set(ink, ofInk);
  const ofElement = ofInk.get(element) ?? new Map<string, PlacedText>();
  ofInk.set(element, ofElement);
  const key = `${dpi} ${text}`;
  const known = ofElement.get(key);
  if (known !== undefined) return known;
  if (ofElement.size >= KEPT_MAX) ofElement.clear();
  const placed = draw(element, text, dpi, ink);
  ofElement.set(key, placed);
  return placed;
}
