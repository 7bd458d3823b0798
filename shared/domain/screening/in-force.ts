import type { CivilDate } from '../civil-date.ts';
import { err, ok, type Result } from '../../result.ts';

/** A rule set, a questionnaire, a form: data with the days between which it holds. */
export type Dated = {
  readonly version: number;
  readonly effectiveFrom: CivilDate | null;
  readonly effectiveTo: CivilDate | null;
};

const holdsOn = (dated: Dated, date: CivilDate): boolean =>
  dated.effectiveFrom !== null &&
  dated.effectiveFrom <= date &&
  (dated.effectiveTo === null || date < dated.effectiveTo);

const isNewer = (a: Dated, b: Dated): boolean =>
  a.effectiveFrom === b.effectiveFrom
    ? a.version > b.version
    : (a.effectiveFrom ?? '') > (b.effectiveFrom ?? '');

/**
 * The one in force on a day (`effectiveTo` is the first day no longer in force). Of several, the one that
 * began last, then the highest version. Refuses when none is: nothing is ever judged by a draft.
 */
export const inForce = <T extends Dated>(
  sets: readonly T[],
  date: CivilDate,
): Result<T, 'none-in-force'> => {
  let found: T | null = null;
  for (const set of sets) {
    if (holdsOn(set, date) && (found === null || isNewer(set, found))) found = set;
  }
  return found === null ? err('none-in-force') : ok(found);
};

/** The rule set that judges donations of a day. */
export const ruleSetInForce = inForce;
