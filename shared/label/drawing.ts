import type { Bitmap } from './bitmap.ts';
import type { Dpi } from './dots.ts';
import type { Medium } from './design-schema.ts';

/** A rectangle in whole dots from the label's upper left corner. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One line of printable ASCII that a printer may write by itself, and the room it has. */
export interface OwnLetters {
  readonly text: string;
  readonly room: Rect;
  readonly align: 'left' | 'center' | 'right';
  readonly emDots: number;
}

/** Words as ink, one line each. `reverse`: the rectangle that is black around them. */
export interface PlacedInk {
  readonly kind: 'ink';
  readonly x: number;
  readonly y: number;
  readonly bitmap: Bitmap;
  readonly reverse: Rect | null;
  readonly ownLetters: OwnLetters | null;
}

/** A barcode the printer draws by itself. */
export interface PlacedBars {
  readonly kind: 'bars';
  readonly data: string;
  readonly x: number;
  readonly y: number;
  /** At most so wide; printers that pack digits better draw it narrower. */
  readonly width: number;
  readonly height: number;
  readonly moduleDots: number;
}

/** `lineDots` null: filled. */
export interface PlacedBox extends Rect {
  readonly kind: 'box';
  readonly lineDots: number | null;
}

export type Placed = PlacedInk | PlacedBars | PlacedBox;

/** One label, every element in whole dots: what the writers of ZPL, TSPL and SVG all draw. */
export interface Drawing {
  readonly medium: Medium;
  readonly dpi: Dpi;
  readonly placed: readonly Placed[];
}
