import { type Canvas, fill } from './canvas.ts';

// Written from the standard for this printer alone: the program's own table must be able to be wrong.
const WIDTHS =
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221' +
  '223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321' +
  '112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131' +
  '311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114' +
  '122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141' +
  '214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232';
const STOP = '2331112';
const START = { B: 104, C: 105 } as const;
const CHANGE = { B: 100, C: 99 } as const;

/** As printers do by themselves: subset C for four digits and more at either end, six and more within. */
const valuesOf = (text: string): readonly number[] => {
  const values: number[] = [];
  let subset: 'B' | 'C' | '' = '';
  const to = (wanted: 'B' | 'C'): void => {
    if (subset === wanted) return;
    values.push(subset === '' ? START[wanted] : CHANGE[wanted]);
    subset = wanted;
  };
  for (let at = 0; at < text.length; ) {
    const digits = /^[0-9]*/u.exec(text.slice(at))?.[0].length ?? 0;
    const isAtEdge = at === 0 || at + digits === text.length;
    const isWorth = digits >= (isAtEdge ? 4 : 6);
    if (isWorth && digits % 2 === 0) {
      to('C');
      for (let pair = 0; pair < digits; pair += 2) {
        values.push(Number(text.slice(at + pair, at + pair + 2)));
      }
      at += digits;
    } else {
      to('B');
      values.push(text.charCodeAt(at) - 32);
      at += 1;
    }
  }
  return values;
};

/** Draws a Code 128 symbol with its upper left corner at `x`, `y`; returns its width in dots. */
export const drawCode128 = (
  canvas: Canvas,
  text: string,
  { x, y, height, module }: { x: number; y: number; height: number; module: number },
): number => {
  const values = valuesOf(text);
  const check = values.reduce((sum, value, at) => (sum + value * Math.max(at, 1)) % 103, 0);
  const pattern = [...values, check].map((value) => WIDTHS.slice(value * 6, value * 6 + 6));
  let at = x;
  for (const [index, modules] of [...`${pattern.join('')}${STOP}`].entries()) {
    const width = Number(modules) * module;
    if (index % 2 === 0) fill(canvas, { x: at, y, width, height });
    at += width;
  }
  return at - x;
};
