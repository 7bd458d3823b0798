import { indexedFacts } from '../../../shared/domain/donor/indexed-facts.ts';
import type { IndexedDonor } from '../../../shared/domain/donor/indexed-donor.ts';
import type {
  HeldDeferral,
  PastDonation,
  ScreenedDonor,
} from '../../../shared/domain/screening/schema.ts';
import type { Identity } from '../../../shared/journal/bodies/donor.ts';
import { dayOf } from '../store/append.ts';

interface Draw {
  readonly startedAtMs: number;
  readonly volumeMl: number | null;
}

export interface DonorFacts {
  readonly donor: ScreenedDonor;
  readonly history: readonly PastDonation[];
  readonly deferrals: readonly HeldDeferral[];
}

/**
 * What is known of a donor before anything is asked: the card, the index the station gave, and what this vehicle drew itself,
 * which the index may not have yet. A donor the index does not know counts as a first-time donor, as far as the vehicle can tell.
 */
export function donorFacts(
  identity: Identity,
  indexed: IndexedDonor | null,
  draws: readonly Draw[],
): DonorFacts {
  const here = draws.map(({ startedAtMs, volumeMl }) => ({
    date: dayOf(startedAtMs),
    type: 'whole-blood' as const,
    volumeMl,
  }));
  const known = indexedFacts(indexed);
  // A draw of this vehicle that the station has indexed meanwhile is the same donation, not a second one.
  const fresh = here.filter(({ date }) => !known.history.some((past) => past.date === date));
  return {
    donor: {
      sex: identity.sex === 'unknown' ? null : identity.sex,
      birthDate: identity.birthDate,
      firstTime: known.firstTime && here.length === 0,
      previousReaction: known.previousReaction,
      asksToDonate: true,
    },
    history: [...known.history, ...fresh],
    deferrals: known.deferrals,
  };
}
