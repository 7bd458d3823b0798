import { seededRandom } from '../../simulators/random.ts';

const strokes = 9;
const pointsPerStroke = 12;
const pad = { width: 600, height: 160 } as const;

/**
 * A signature as the pad records one, a point every few units with one decimal: a thousand characters in which a compressor finds
 * little, as in a real one. Each `which` of a seed is another; nobody signs the same way twice.
 */
export function signatureOf(seed: number, which: number): string {
  const random = seededRandom(seed * 104_729 + which * 31 + 7);
  const within = (width: number): number => random.below(width * 10) / 10;
  return Array.from({ length: strokes }, () => {
    let [x, y] = [within(pad.width), within(pad.height)];
    let [dx, dy] = [within(16) - 8, within(16) - 8];
    const points = Array.from({ length: pointsPerStroke }, () => {
      const point = `${tenths(x)} ${tenths(y)}`;
      [dx, dy] = [dx + within(4) - 2, dy + within(4) - 2];
      [x, y] = [clamped(x + dx, pad.width), clamped(y + dy, pad.height)];
      return point;
    });
    return `M${points.join('L')}`;
  }).join('');
}

const tenths = (value: number): string => String(Math.round(value * 10) / 10);
const clamped = (value: number, most: number): number => Math.min(most, Math.max(0, value));
