import { compactDateToIso } from '../codes/calendar-date.ts';
import { type LinesState, linesFeed, linesInitial } from './lines.ts';
import type { Step } from './step.ts';

/**
 * Omron HBP-9030, output format 5, 55 bytes with CRLF:
 * `YYYY,MM,DD,HH,mm,ID(20),E,SYS,DIA,PR,M` – E 0 when measured, else the vitals are blank; M counts movements.
 */
export interface BpReading {
  readonly systolicMmHg: number;
  readonly diastolicMmHg: number;
  readonly pulsePerMin: number;
  readonly movements: number;
  /** The device's own clock, `YYYY-MM-DDTHH:mm`; not to be trusted, kept for comparison. */
  readonly deviceTime: string;
  /** The line as received, the identification blanked. */
  readonly rawWithoutId: string;
}

export type BpEvent =
  | { readonly kind: 'reading'; readonly reading: BpReading }
  | { readonly kind: 'measurement-failed'; readonly code: string; readonly rawWithoutId: string }
  | {
      readonly kind: 'garbage';
      readonly reason: 'not-a-reading' | 'out-of-range' | 'line-too-long';
    };

export type BpState = LinesState;
export const bpInitial: BpState = linesInitial;

const LINE_BYTES_MAX = 64;
const LINE =
  /^([0-9]{4}),([0-9]{2}),([0-9]{2}),([0-9]{2}),([0-9]{2}),([^,]{20}),([0-9A-Za-z]),([ 0-9]{3}),([ 0-9]{3}),([ 0-9]{3}),([ 0-9])$/u;
const ID_AT = 17;
const ID_CHARS = 20;
// Ranges of the device's manual.
const SYSTOLIC = [60, 260] as const;
const DIASTOLIC = [30, 215] as const;
const PULSE = [40, 180] as const;

const isWithin = (value: number, [min, max]: readonly [number, number]): boolean =>
  value >= min && value <= max;

const readLine = (line: string): BpEvent => {
  const found = LINE.exec(line);
  if (found === null) return { kind: 'garbage', reason: 'not-a-reading' };
  const [, year, month, day, hour, minute, , code = '', systolic, diastolic, pulse, moved] = found;
  const rawWithoutId = line.slice(0, ID_AT) + ' '.repeat(ID_CHARS) + line.slice(ID_AT + ID_CHARS);
  if (code !== '0') return { kind: 'measurement-failed', code, rawWithoutId };
  const date = compactDateToIso(`${year}${month}${day}`);
  if (date === null || Number(hour) > 23 || Number(minute) > 59) {
    return { kind: 'garbage', reason: 'not-a-reading' };
  }
  const vitals = [Number(systolic), Number(diastolic), Number(pulse)] as const;
  const isPlausible =
    isWithin(vitals[0], SYSTOLIC) &&
    isWithin(vitals[1], DIASTOLIC) &&
    isWithin(vitals[2], PULSE) &&
    vitals[1] < vitals[0];
  if (!isPlausible) return { kind: 'garbage', reason: 'out-of-range' };
  return {
    kind: 'reading',
    reading: {
      systolicMmHg: vitals[0],
      diastolicMmHg: vitals[1],
      pulsePerMin: vitals[2],
      movements: Number(moved),
      deviceTime: `${date}T${hour}:${minute}`,
      rawWithoutId,
    },
  };
};

/** Takes bytes from the blood pressure monitor. */
export const bpFeed = (state: BpState, bytes: Uint8Array): Step<BpState, BpEvent> => {
  const lines = linesFeed({ lineBytesMax: LINE_BYTES_MAX }, state, bytes);
  const events = lines.events.map(
    (event): BpEvent =>
      event.kind === 'line' ? readLine(event.text) : { kind: 'garbage', reason: 'line-too-long' },
  );
  return { state: lines.state, events };
};
