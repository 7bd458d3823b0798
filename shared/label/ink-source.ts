import { cropToInk, emptyBitmap } from './bitmap.ts';
import type { InkedGlyph, InkSource, LabelFont } from './font.ts';
import { rasterise } from './rasterise.ts';

// The em square of Chinese type reaches so far above its baseline; the rest hangs below.
const ASCENT = 0.88;
const KEPT_MAX = 4096;

/** Draws characters of a font once for each size and keeps them; when too many are kept it begins anew. */
export function createInkSource(font: LabelFont): InkSource {
  const kept = new Map<string, InkedGlyph | null>();

  const draw = (character: string, emDots: number): InkedGlyph | null => {
    const glyph = font.glyph(character);
    if (glyph === null) return null;
    const scale = emDots / font.unitsPerEm;
    const margin = Math.ceil(emDots / 4);
    const advanceDots = glyph.advance * scale;
    const size = { width: Math.ceil(advanceDots) + 2 * margin, height: emDots + 2 * margin };
    const origin = { originX: margin, baseline: margin + Math.round(ASCENT * emDots) };
    const ink = cropToInk(rasterise(glyph.path, scale, origin, size));
    return ink === null
      ? { bitmap: emptyBitmap(0, 0), x: 0, y: 0, advanceDots }
      : { bitmap: ink.bitmap, x: ink.x - margin, y: ink.y - margin, advanceDots };
  };

  const measure = (text: string, emDots: number): number | null => {
    let units = 0;
    for (const character of text) {
      const glyph = font.glyph(character);
      if (glyph === null) return null;
      units += glyph.advance;
    }
    return (units * emDots) / font.unitsPerEm;
  };

  return {
    measure,
    glyph: (character, emDots) => {
      const key = `${emDots} ${character}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      if (kept.size >= KEPT_MAX) kept.clear();
      const drawn = draw(character, emDots);
      kept.set(key, drawn);
      return drawn;
    },
  };
}
