import {
  createDinRange,
  type DinRange as Range,
  dinAt,
  indexInRange,
} from '../../../shared/codes/isbt128/din-sequence.ts';
import { type Din, parseBareDin } from '../../../shared/codes/isbt128/din.ts';
import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import type { DinRange } from '../../../shared/journal/bodies/session.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { donationByDin, usedDins } from '../store/reads/donation.ts';
import type { Reader } from '../store/writer.ts';

/** A range of the station as numbers; one that cannot be counted through is a fault of the station's data, said loudly. */
export function toRange(issued: DinRange): Range {
  const first = parseBareDin(issued.firstDin);
  const range = first.ok ? createDinRange(first.value, issued.count) : first;
  if (!range.ok) throw new Error(`DIN range ${issued.rangeId}: ${range.error}`);
  return range.value;
}

function at(range: Range, index: number): Din {
  const din = dinAt(range, index);
  if (!din.ok) throw new Error('an index inside the range had no number');
  return din.value;
}

const usedIn = (db: Reader, range: Range): readonly string[] =>
  usedDins(db, range.firstDin, at(range, range.count - 1));

/** Numbers of the ranges that no donation has taken, spoiled ones included in what is taken. */
export const dinsLeft = (db: Reader, ranges: readonly DinRange[]): number =>
  ranges.map(toRange).reduce((left, range) => left + range.count - usedIn(db, range).length, 0);

/** The lowest number of the ranges that was never used. */
export function nextDin(db: Reader, ranges: readonly DinRange[]): Result<Din, Refusal> {
  for (const range of ranges.map(toRange)) {
    const used = usedIn(db, range);
    if (used.length >= range.count) continue;
    // Sorted and without repeats: the first place where they part is the first free number.
    for (let index = 0; index < range.count; index += 1) {
      const din = at(range, index);
      if (used[index] !== din) return ok(din);
    }
  }
  return err(refused('din-range-empty'));
}

/** Refuses a number outside the vehicle's ranges or used before, spoiled ones included. */
export function checkDin(db: Reader, ranges: readonly DinRange[], din: Din): Result<Din, Refusal> {
  const inside = ranges.map(toRange).some((range) => indexInRange(range, din) !== null);
  if (!inside) return err(refused('din-outside-range', { din }));
  if (donationByDin(db, din)) return err(refused('din-used', { din }));
  return ok(din);
}
