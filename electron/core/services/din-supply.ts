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
import { isRangeClosed, knownDins } from '../store/known-dins.ts';
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

/** Consecutive used numbers of a range: indexes `from` … `to` - 1, the DINs `first` … `last`. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly first: string;
  readonly last: string;
}

interface Used {
  /** Numbers some donation here has taken, in order. */
  readonly here: readonly string[];
  /** What the station knows as used. */
  readonly known: readonly Run[];
}

function usedIn(db: Reader, range: Range): Used {
  const end = at(range, range.count - 1);
  const known = knownDins(db, range.firstDin, end).flatMap(({ firstDin, count }): Run[] => {
    const first = parseBareDin(firstDin);
    const from = first.ok ? indexInRange(range, first.value) : null;
    if (from === null) return [];
    const to = Math.min(range.count, from + count);
    return [{ from, to, first: firstDin, last: at(range, to - 1) }];
  });
  return { here: usedDins(db, range.firstDin, end), known };
}

/** Numbers of one facility and year are of one length: their order as text is their order. */
const isKnown = (known: readonly Run[], din: string): boolean =>
  known.some(({ first, last }) => din >= first && din <= last);

/** Each number counted once, whether this laptop or only the station knows that it is used. */
const countUsed = ({ here, known }: Used): number =>
  known.reduce(
    (sum, { from, to }) => sum + to - from,
    here.filter((din) => !isKnown(known, din)).length,
  );

/** Numbers of the ranges that no donation has taken, spoiled ones included in what is taken. */
export const dinsLeft = (db: Reader, ranges: readonly DinRange[]): number =>
  ranges.map(toRange).reduce((left, range) => left + range.count - countUsed(usedIn(db, range)), 0);

function firstFree(range: Range, { here, known }: Used): Din | undefined {
  const taken = new Set(here);
  for (let index = 0; index < range.count; index += 1) {
    const run = known.find(({ from, to }) => index >= from && index < to);
    // On to the last of the run; the loop steps past it.
    if (run) index = run.to - 1;
    else if (!taken.has(at(range, index))) return at(range, index);
  }
  return undefined;
}

/** The lowest number of the ranges that was never used. A range closed after a restore gives none. */
export function nextDin(db: Reader, ranges: readonly DinRange[]): Result<Din, Refusal> {
  for (const issued of ranges) {
    if (isRangeClosed(db, issued.rangeId)) continue;
    const range = toRange(issued);
    const din = firstFree(range, usedIn(db, range));
    if (din !== undefined) return ok(din);
  }
  return err(refused('din-range-empty'));
}

/** Refuses a number outside the vehicle's ranges or used before, spoiled ones included. */
export function checkDin(db: Reader, ranges: readonly DinRange[], din: Din): Result<Din, Refusal> {
  const range = ranges.map(toRange).find((each) => indexInRange(each, din) !== null);
  if (!range) return err(refused('din-outside-range', { din }));
  if (donationByDin(db, din) || isKnown(usedIn(db, range).known, din))
    return err(refused('din-used', { din }));
  return ok(din);
}
