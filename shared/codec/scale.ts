import { type LinesState, linesFeed, linesInitial } from './lines.ts';
import type { ScaleFormat } from './scale-format.ts';
import type { Step } from './step.ts';

/** A weighing line, one reading each, ended by CR, LF or CRLF; what stands where is the format's. */
export type ScaleEvent =
  | {
      readonly kind: 'weight';
      /** To one decimal. */
      readonly grams: number;
      readonly isStable: boolean;
      /** The device's own serial number, null when its lines hold none. */
      readonly serial: string | null;
      /** The line as received. */
      readonly raw: string;
    }
  | { readonly kind: 'overload' }
  | { readonly kind: 'garbage'; readonly reason: 'not-a-reading' | 'line-too-long' };

export interface ScaleState {
  readonly lines: LinesState;
  /** Readings in a row that lie close together, for scales without a flag. */
  readonly still: { readonly minGrams: number; readonly maxGrams: number; readonly count: number };
}

const moving = { minGrams: 0, maxGrams: 0, count: 0 };
export const scaleInitial: ScaleState = { lines: linesInitial, still: moving };

const LINE_BYTES_MAX = 128;
const VALUE = /^([+-]?)\s{0,8}([0-9]{1,8}(?:\.[0-9]{1,4})?)\s{0,4}(g|kg)?$/iu;
const GRAMS_PER_KILOGRAM = 1000;
const GRAMS_DECIMALS = 10;

interface Parts {
  readonly stability: string | null;
  readonly value: string;
  readonly device: string | null;
}

const toTenths = (grams: number): number => Math.round(grams * GRAMS_DECIMALS) / GRAMS_DECIMALS;

const partsOf = ({ layout }: ScaleFormat, line: string): Parts | null => {
  if (layout.kind === 'separated') {
    const fields = line.split(layout.by);
    const pick = (at: number | null) => (at === null ? null : (fields.at(at)?.trim() ?? null));
    const value = pick(layout.value);
    if (value === null) return null;
    return { stability: pick(layout.stability), value, device: pick(layout.device) };
  }
  const cut = (column: { readonly at: number; readonly length: number } | null) =>
    column === null ? null : line.slice(column.at, column.at + column.length).trim();
  const value = cut(layout.value) ?? '';
  return { stability: cut(layout.stability), value, device: cut(layout.device) };
};

const gramsOf = ({ unit, decimals }: ScaleFormat, text: string): number | null => {
  const found = VALUE.exec(text);
  if (found === null) return null;
  const [, sign, digits = '', written] = found;
  if (unit === 'written' && written === undefined) return null;
  const used = written?.toLowerCase() ?? unit;
  const scale = digits.includes('.') ? 1 : 10 ** decimals;
  const grams = toTenths((Number(digits) / scale) * (used === 'kg' ? GRAMS_PER_KILOGRAM : 1));
  return sign === '-' && grams !== 0 ? -grams : grams;
};

const notAReading: ScaleEvent = { kind: 'garbage', reason: 'not-a-reading' };

/** The reading of a line, its steadiness by flag (null: not told by one); null for a line that is passed over. */
const readLine = (
  format: ScaleFormat,
  line: string,
):
  | ScaleEvent
  | (Omit<Extract<ScaleEvent, { kind: 'weight' }>, 'isStable'> & { readonly isStable: null })
  | null => {
  if (format.ignore.some((start) => line.startsWith(start))) return null;
  const parts = partsOf(format, line);
  if (parts === null) return notAReading;
  const { stability } = format;
  if (stability.kind === 'flag' && stability.overload.includes(parts.stability ?? '')) {
    return { kind: 'overload' };
  }
  const grams = gramsOf(format, parts.value);
  if (grams === null) return notAReading;
  const serial = parts.device === '' ? null : parts.device;
  const weight = { kind: 'weight', grams, serial, raw: line } as const;
  if (stability.kind === 'equal-readings') return { ...weight, isStable: null };
  const flag = parts.stability ?? '';
  if (stability.stable.includes(flag)) return { ...weight, isStable: true };
  return stability.moving.includes(flag) ? { ...weight, isStable: false } : notAReading;
};

const stillWith = (still: ScaleState['still'], grams: number, withinGrams: number) => {
  const minGrams = still.count === 0 ? grams : Math.min(still.minGrams, grams);
  const maxGrams = still.count === 0 ? grams : Math.max(still.maxGrams, grams);
  if (toTenths(maxGrams - minGrams) > withinGrams) {
    return { minGrams: grams, maxGrams: grams, count: 1 };
  }
  return { minGrams, maxGrams, count: still.count + 1 };
};

/** Takes bytes from the scale. */
export const scaleFeed = (
  format: ScaleFormat,
  state: ScaleState,
  bytes: Uint8Array,
): Step<ScaleState, ScaleEvent> => {
  const lines = linesFeed({ lineBytesMax: LINE_BYTES_MAX }, state.lines, bytes);
  const events: ScaleEvent[] = [];
  let { still } = state;
  for (const event of lines.events) {
    const read: ReturnType<typeof readLine> =
      event.kind === 'line'
        ? readLine(format, event.text)
        : { kind: 'garbage', reason: 'line-too-long' };
    if (read === null) continue;
    if (read.kind !== 'weight') {
      still = moving;
      events.push(read);
    } else if (read.isStable !== null) events.push({ ...read, isStable: read.isStable });
    else if (format.stability.kind === 'equal-readings') {
      still = stillWith(still, read.grams, format.stability.withinGrams);
      events.push({ ...read, isStable: still.count >= format.stability.readings });
    }
  }
  return { state: { lines: lines.state, still }, events };
};
