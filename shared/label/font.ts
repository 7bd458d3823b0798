import type { Bitmap } from './bitmap.ts';

/** A piece of an outline in font units, y upwards: move, line, quadratic and cubic curve, close. */
export type PathStep =
  | { readonly type: 'M'; readonly x: number; readonly y: number }
  | { readonly type: 'L'; readonly x: number; readonly y: number }
  | {
      readonly type: 'Q';
      readonly x1: number;
      readonly y1: number;
      readonly x: number;
      readonly y: number;
    }
  | {
      readonly type: 'C';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly type: 'Z' };

export interface Glyph {
  /** Font units from this character's beginning to the next one's. */
  readonly advance: number;
  readonly path: readonly PathStep[];
}

/** Outlines by character; null: the font does not have it. */
export interface LabelFont {
  readonly unitsPerEm: number;
  readonly glyph: (character: string) => Glyph | null;
}

/** A character as ink in a square of `emDots`, some dots wider than its advance where its strokes need it. */
export interface InkedGlyph {
  readonly bitmap: Bitmap;
  /** Where the bitmap stands, from the character's beginning and the em's top. */
  readonly x: number;
  readonly y: number;
  readonly advanceDots: number;
}

/** Characters as ink, kept once drawn. */
export interface InkSource {
  /** Dots a line of text is long, nothing drawn yet; null: it has a character the font does not have. */
  readonly measure: (text: string, emDots: number) => number | null;
  readonly glyph: (character: string, emDots: number) => InkedGlyph | null;
}
