import { type Bitmap, drawInto, emptyBitmap } from '../label/bitmap.ts';
import { mmToDots } from '../label/dots.ts';
import type { Drawing, Placed, PlacedInk, Rect } from '../label/drawing.ts';
import { asciiToBytes } from './bytes.ts';
import { code128Field } from './code128.ts';
import { type Deflate, graphicField } from './zpl-graphic.ts';

/** White words on black as one picture: a field reversed by `^FR` is drawn differently by different firmware. */
function reversed(ink: PlacedInk, box: Rect): Bitmap {
  const words = emptyBitmap(box.width, box.height);
  drawInto(words, ink.bitmap, ink.x - box.x, ink.y - box.y);
  const data = words.data.map((byte) => ~byte & 0xff);
  // The bits beyond the right edge stay white.
  const spare = words.bytesPerRow * 8 - box.width;
  for (let at = words.bytesPerRow - 1; at < data.length; at += words.bytesPerRow) {
    data[at] = (data[at] ?? 0) & (0xff << spare);
  }
  return { ...words, data };
}

function command(placed: Placed, deflate: Deflate): string {
  switch (placed.kind) {
    case 'ink': {
      const { reverse } = placed;
      if (reverse === null)
        return `^FO${placed.x},${placed.y}${graphicField(placed.bitmap, deflate)}`;
      return `^FO${reverse.x},${reverse.y}${graphicField(reversed(placed, reverse), deflate)}`;
    }
    case 'bars': {
      const field = code128Field(placed.data);
      // `placeBars` let no other text through.
      if (field === null) throw new Error('a placed barcode held what Code 128 does not');
      const { x, y, height, moduleDots } = placed;
      return `^BY${moduleDots}^FO${x},${y}^BCN,${height},N,N,N,${field.mode}^FD${field.fieldData}^FS`;
    }
    case 'box': {
      const { x, y, width, height, lineDots } = placed;
      const line = lineDots ?? Math.min(width, height);
      return `^FO${x},${y}^GB${width},${height},${line}^FS`;
    }
  }
}

/**
 * A drawing as one ZPL II format. Words are graphics and bars are the printer's own; no text of ours stands between
 * `^FD` and `^FS` but what Code 128 encodes, with the two characters that begin a command escaped.
 */
export const zplLabel = ({ medium, dpi, placed }: Drawing, deflate: Deflate): Uint8Array => {
  const width = mmToDots(medium.widthMm, dpi);
  const height = mmToDots(medium.heightMm, dpi);
  // How a die-cut roll is told apart (gap or mark) is the printer's own setting; a continuous one has to be said.
  const head = `^XA${medium.gapMm > 0 ? '' : '^MNN'}^PW${width}^LL${height}^LH0,0^LS0^PON`;
  return asciiToBytes(
    [head, ...placed.map((each) => command(each, deflate)), '^PQ1^XZ', ''].join('\n'),
  );
};
