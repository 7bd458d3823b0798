// opentype.js 2 ships no types; this is the part the labels use. Node finds its CommonJS build.
import type { PathStep } from '../../shared/label/font.ts';

interface Glyph {
  readonly advanceWidth: number | undefined;
  readonly path: { readonly commands: readonly PathStep[] };
}

interface Font {
  readonly unitsPerEm: number;
  readonly charToGlyphIndex: (character: string) => number;
  readonly glyphs: { readonly get: (index: number) => Glyph };
}

declare const opentype: { readonly parse: (file: ArrayBuffer) => Font };
// eslint-disable-next-line no-restricted-exports -- that is how the package exports it
export default opentype;
