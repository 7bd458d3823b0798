import type { HeldDeferral, PastDonation } from '../screening/input-schema.ts';
import type { IndexedDonor } from './indexed-donor.ts';

/** What the index contributes to a screening. */
export type IndexedFacts = {
  readonly firstTime: boolean;
  readonly previousReaction: boolean;
  readonly history: readonly PastDonation[];
  readonly deferrals: readonly HeldDeferral[];
};

/**
 * The facts of an index entry as the rules want them. No entry is a first donation: the index holds every donor
 * of the station, and its age is checked before a session opens.
 */
export const indexedFacts = (indexed: IndexedDonor | null): IndexedFacts => ({
  firstTime: indexed === null || indexed.donationCount === 0,
  previousReaction: indexed?.hadReaction ?? false,
  history: indexed?.history ?? [],
  deferrals: indexed?.deferrals ?? [],
});
