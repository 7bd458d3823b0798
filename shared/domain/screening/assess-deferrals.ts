import type { CivilDate } from '../civil-date.ts';
import { barsToTypes, engineFinding, type Finding } from './finding.ts';
import type { HeldDeferral } from './input-schema.ts';

/** Whether a listed deferral bars on a day: not ended early, and permanent, open, or not yet over. */
export const isDeferralActive = (deferral: HeldDeferral, on: CivilDate): boolean => {
  if (deferral.endedOn !== null && on >= deferral.endedOn) return false;
  return deferral.permanent || deferral.until === null || on < deferral.until;
};

/** A dated deferral that somebody ends on a later day is over on the earlier of the two. */
const endOf = ({ permanent, until, endedOn }: HeldDeferral): CivilDate | null => {
  if (permanent) return null;
  if (until === null || endedOn === null) return until ?? endedOn;
  return until < endedOn ? until : endedOn;
};

/** The station's list wins over everything the visit says; nobody on the vehicle can set it aside. */
export const assessDeferrals = (deferrals: readonly HeldDeferral[], on: CivilDate): Finding[] =>
  deferrals
    .filter((deferral) => isDeferralActive(deferral, on))
    .map((deferral) => {
      const { reason, clause, permanent, bars } = deferral;
      return engineFinding({
        code: 'deferral-on-list',
        effect: permanent ? 'permanent' : 'temporary',
        clause,
        text: { zh: reason, en: reason },
        until: endOf(deferral),
        bars: barsToTypes(bars),
      });
    });
