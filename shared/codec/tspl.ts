import type { Drawing, Placed } from '../label/drawing.ts';
import { err, ok, type Result } from '../result.ts';
import { asciiToBytes } from './bytes.ts';
import { tsplBitmap } from './tspl-bitmap.ts';
import { quoted, tsplText } from './tspl-text.ts';

export type TsplRefusal = 'backslash-in-barcode';

const END = '\r\n';
const OVERWRITE = 0;

function commands(placed: Placed): readonly Uint8Array[] {
  switch (placed.kind) {
    case 'ink': {
      const { x, y, bitmap, reverse, ownLetters } = placed;
      const own = ownLetters === null || reverse !== null ? null : tsplText(ownLetters);
      if (own !== null) return [asciiToBytes(own + END)];
      const head = `BITMAP ${x},${y},${bitmap.bytesPerRow},${bitmap.height},${OVERWRITE},`;
      const tail =
        reverse === null
          ? ''
          : `REVERSE ${reverse.x},${reverse.y},${reverse.width},${reverse.height}${END}`;
      return [asciiToBytes(head), tsplBitmap(bitmap), asciiToBytes(END + tail)];
    }
    case 'bars': {
      const { x, y, height, moduleDots, data } = placed;
      // Digits below the bars: 0, none; turned by 0 degrees; narrow and wide bar, of which Code 128 uses the first.
      const bars = `BARCODE ${x},${y},"128",${height},0,0,${moduleDots},${moduleDots},${quoted(data)}`;
      return [asciiToBytes(bars + END)];
    }
    case 'box': {
      const { x, y, width, height, lineDots } = placed;
      const box =
        lineDots === null
          ? `BAR ${x},${y},${width},${height}`
          : `BOX ${x},${y},${x + width - 1},${y + height - 1},${lineDots}`;
      return [asciiToBytes(box + END)];
    }
  }
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** Words first: a TSPL bitmap overwrites with its white what stood there before it. */
const order: Readonly<Record<Placed['kind'], number>> = { ink: 0, box: 1, bars: 2 };

/** A drawing as TSPL, one label printed once. */
export const tsplLabel = ({ medium, placed }: Drawing): Result<Uint8Array, TsplRefusal> => {
  if (placed.some((each) => each.kind === 'bars' && each.data.includes('\\'))) {
    return err('backslash-in-barcode');
  }
  const head = [
    `SIZE ${medium.widthMm} mm,${medium.heightMm} mm`,
    `GAP ${medium.gapMm} mm,0 mm`,
    'DIRECTION 1',
    'REFERENCE 0,0',
    'CLS',
    '',
  ].join(END);
  const sorted = placed.toSorted((a, b) => order[a.kind] - order[b.kind]);
  const body = sorted.flatMap(commands);
  return ok(joined([asciiToBytes(head), ...body, asciiToBytes(`PRINT 1,1${END}`)]));
};
