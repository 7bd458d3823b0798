import type { VisitDetail } from '../../../shared/contract/visit.ts';
import type { Decision, DecisionReason } from '../../../shared/domain/screening/schema.ts';

/** Reasons of a decision that may be put on the deferral list; those that are on it already are not among them. */
export const reasonsToList = ({ reasons }: Decision): readonly DecisionReason[] =>
  reasons.filter(
    ({ code, effect }) =>
      code !== 'deferral-on-list' &&
      (effect === 'permanent' || effect === 'temporary' || effect === 'refer'),
  );

export interface Placing {
  readonly reason: DecisionReason;
  /** For a time, until somebody ends it, or for good. */
  readonly term: 'until' | 'open' | 'for-good';
  /** `YYYY-MM-DD`, or empty while it is not chosen. */
  readonly until: string;
}

/** A reason's own terms, to begin with. */
export const placingOf = (reason: DecisionReason): Placing => ({
  reason,
  term: reason.effect === 'permanent' ? 'for-good' : reason.until === null ? 'open' : 'until',
  until: reason.until ?? '',
});

/** True when the date bars at least until tomorrow, or no date was meant. */
export const isPlacingComplete = ({ term, until }: Placing, today: string): boolean =>
  term !== 'until' || until > today;

/** Who set a reason aside; undefined while it counts: not at all, or for an earlier value than the one that counts now. */
export const setAsideBy = (
  { overrides, decision }: Pick<VisitDetail, 'overrides' | 'decision'>,
  code: string,
): VisitDetail['overrides'][number] | undefined =>
  decision?.reasons.some((reason) => reason.code === code)
    ? undefined
    : overrides.findLast(({ reason }) => reason === code);
