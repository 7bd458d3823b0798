import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import opentype from 'opentype.js';
import type { InkSource, LabelFont } from '../../shared/label/font.ts';
import { createInkSource } from '../../shared/label/ink-source.ts';

/** Reads the outlines of a font file. Throws when it is not a font: a fault of the build. */
export function readLabelFont(path: string): LabelFont {
  const file = readFileSync(path);
  const font = opentype.parse(
    file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength),
  );
  return {
    unitsPerEm: font.unitsPerEm,
    glyph: (character) => {
      // Glyph 0 is the font's sign for what it does not have.
      const index = font.charToGlyphIndex(character);
      if (index === 0) return null;
      const { advanceWidth, path: outline } = font.glyphs.get(index);
      return { advance: advanceWidth ?? 0, path: outline.commands };
    },
  };
}

/** The labels' ink, read at the first need: about a tenth of a second that no start has to wait for. */
export function lazyLabelInk(resourcesFolder: string): () => InkSource {
  let ink: InkSource | null = null;
  return () => {
    ink ??= createInkSource(readLabelFont(join(resourcesFolder, 'fonts', 'label-sans.woff')));
    return ink;
  };
}
