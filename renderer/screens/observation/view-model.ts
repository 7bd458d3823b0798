import { earliestAfterDonation } from '../../../shared/domain/screening/check-at-registration.ts';
import type { RuleSet } from '../../../shared/domain/screening/schema.ts';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { earliestDay } from '../../parts/verdict-view.ts';
import { restMs } from '../board/view-model.ts';
import type { TextKey } from '../../text/index.ts';

/** Rest still to go, in milliseconds; 0 when it is over. */
export const restLeftMs = (stageSinceMs: number, nowMs: number): number =>
  Math.min(restMs, Math.max(0, stageSinceMs + restMs - nowMs));

/** What the draw's time and volume mean for the bag. */
export function markKeys(donation: VisitDetail['donation']): readonly TextKey[] {
  const marks = donation?.marks ?? null;
  if (marks === null) return [];
  return [
    ...(marks.noPlatelets ? (['mark.no-platelets'] as const) : []),
    ...(marks.noFfp ? (['mark.no-ffp'] as const) : []),
    ...(marks.volumeOutOfTolerance ? (['mark.volume'] as const) : []),
  ];
}

/** The day on which the donor may give whole blood again, counted from today's draw; null: not to be told. */
export function nextDonationDay(
  visit: VisitDetail,
  ruleSet: RuleSet,
  today: string,
): string | null {
  const { donation, identity, answer } = visit;
  if (donation === null || donation.volumeMl === null) return null;
  const drawn = { date: today, type: 'whole-blood' as const, volumeMl: donation.volumeMl };
  const history = [...(answer.indexed?.history ?? []), drawn];
  const earliest = earliestAfterDonation(history, identity.birthDate, today, ruleSet);
  return earliestDay(earliest, 'whole-blood');
}
