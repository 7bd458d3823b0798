import { type LinesState, linesFeed, linesInitial } from './lines.ts';
import type { Step } from './step.ts';

/**
 * A generic weighing line, one reading each, ended by CR, LF or CRLF:
 * `ST,+00523.4 g` stable, `US,+00498.0 g` not yet stable, `OL` overload. Sign, one to eight digits with at most one
 * decimal point, optional space, unit `g` or `kg`. Many scales send this form; others need their own codec.
 */
export type ScaleEvent =
  | {
      readonly kind: 'weight';
      readonly grams: number;
      readonly isStable: boolean;
      /** The line as received. */
      readonly raw: string;
    }
  | { readonly kind: 'overload' }
  | { readonly kind: 'garbage'; readonly reason: 'not-a-reading' | 'line-too-long' };

export type ScaleState = LinesState;
export const scaleInitial: ScaleState = linesInitial;

const LINE_BYTES_MAX = 64;
const READING =
  /^(ST|US),(?:[A-Z]{2},)?([+-]?)\s{0,8}([0-9]{1,8}(?:\.[0-9]{1,4})?)\s{0,4}(g|kg)\s{0,4}$/u;
const OVERLOAD = /^OL(?:,.{0,40})?$/u;
const GRAMS_PER_KILOGRAM = 1000;
const GRAMS_DECIMALS = 10;

const readLine = (line: string): ScaleEvent => {
  if (OVERLOAD.test(line)) return { kind: 'overload' };
  const found = READING.exec(line);
  if (found === null) return { kind: 'garbage', reason: 'not-a-reading' };
  const [, stability, sign, digits, unit] = found;
  const shown = Number(digits) * (unit === 'kg' ? GRAMS_PER_KILOGRAM : 1);
  const grams = Math.round(shown * GRAMS_DECIMALS) / GRAMS_DECIMALS;
  return {
    kind: 'weight',
    grams: sign === '-' && grams !== 0 ? -grams : grams,
    isStable: stability === 'ST',
    raw: line,
  };
};

/** Takes bytes from the scale; weights are in grams to one decimal. */
export const scaleFeed = (state: ScaleState, bytes: Uint8Array): Step<ScaleState, ScaleEvent> => {
  const lines = linesFeed({ lineBytesMax: LINE_BYTES_MAX }, state, bytes);
  const events = lines.events.map(
    (event): ScaleEvent =>
      event.kind === 'line' ? readLine(event.text) : { kind: 'garbage', reason: 'line-too-long' },
  );
  return { state: lines.state, events };
};
