import type { Bitmap } from '../label/bitmap.ts';

const ESCAPE = 0x1b;
const TILDE = 0x7e;
const MARK = 0x21;

/**
 * The bytes of a TSPL `BITMAP`: a 0 is a black dot. `ESC !` and `~!` begin commands that a TSPL printer carries out at
 * once wherever they stand in the stream, so where two neighbouring bytes would spell one, one dot is turned over:
 * nobody sees it, and the printer is not reset in the middle of a label.
 */
export const tsplBitmap = ({ width, bytesPerRow, data }: Bitmap): Uint8Array => {
  const spare = bytesPerRow * 8 - width;
  const bytes = data.map((byte, at) => {
    const isLast = at % bytesPerRow === bytesPerRow - 1;
    return (~byte & 0xff) | (isLast ? (1 << spare) - 1 : 0);
  });
  for (let at = 0; at + 1 < bytes.length; at += 1) {
    const begins = bytes[at] === ESCAPE || bytes[at] === TILDE;
    if (begins && bytes[at + 1] === MARK) bytes[at + 1] = MARK ^ 0x02;
  }
  return bytes;
};
