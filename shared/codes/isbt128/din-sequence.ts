import { err, ok, type Result } from '../../result.ts';
import { DIN_LENGTH, type Din } from './din.ts';

/** `count` consecutive numbers of one facility and one nominal year, issued by the station. */
export interface DinRange {
  readonly firstDin: Din;
  readonly count: number;
}

export type DinRangeRefusal = 'range-empty' | 'range-crosses-year';

const PREFIX_LENGTH = 7;
const SEQUENCE_DIGITS = DIN_LENGTH - PREFIX_LENGTH;
const SEQUENCE_MAX = 999_999;

const sequenceOf = (din: Din): number => Number(din.slice(PREFIX_LENGTH));

/**
 * A range that stays within its nominal year: counting on past 999999 would change the year digits, and the
 * number after it may already belong to another range.
 */
export const createDinRange = (firstDin: Din, count: number): Result<DinRange, DinRangeRefusal> => {
  if (!Number.isSafeInteger(count) || count < 1) return err('range-empty');
  if (sequenceOf(firstDin) + count - 1 > SEQUENCE_MAX) return err('range-crosses-year');
  return ok({ firstDin, count });
};

/** The number at `index` 0 … count − 1. */
export const dinAt = (range: DinRange, index: number): Result<Din, 'outside-range'> => {
  if (!Number.isSafeInteger(index) || index < 0 || index >= range.count)
    return err('outside-range');
  const sequence = sequenceOf(range.firstDin) + index;
  if (sequence > SEQUENCE_MAX) return err('outside-range');
  const digits = String(sequence).padStart(SEQUENCE_DIGITS, '0');
  // Facility and year are kept, the sequence is six digits: the form of a Din.
  return ok((range.firstDin.slice(0, PREFIX_LENGTH) + digits) as Din);
};

/** Where `din` stands in the range, or null when it is not one of it. */
export const indexInRange = (range: DinRange, din: Din): number | null => {
  if (din.slice(0, PREFIX_LENGTH) !== range.firstDin.slice(0, PREFIX_LENGTH)) return null;
  const index = sequenceOf(din) - sequenceOf(range.firstDin);
  return index >= 0 && index < range.count ? index : null;
};
