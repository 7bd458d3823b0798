import type { AboGroup, HeldDeferral, PastDonation } from '../screening/input-schema.ts';
import type { IndexedDonor } from './indexed-donor.ts';

/** What the index contributes to a screening. */
export type IndexedFacts = {
  readonly firstTime: boolean;
  readonly previousReaction: boolean;
  readonly knownAbo: AboGroup | null;
  readonly history: readonly PastDonation[];
  readonly deferrals: readonly HeldDeferral[];
};

/** The ABO letters of a group as stations write it: `AB`, `AB+`, `O 型`, `A RhD+`. */
const aboOf = (group: string | null): AboGroup | null => {
  const letters = /^(AB|A|B|O)(?![A-Z])/.exec((group ?? '').trim().toUpperCase())?.[1];
  return letters === 'AB' || letters === 'A' || letters === 'B' || letters === 'O' ? letters : null;
};

/**
 * The facts of an index entry as the rules want them. No entry is a first donation: the index holds every donor
 * of the station, and its age is checked before a session opens.
 */
export const indexedFacts = (indexed: IndexedDonor | null): IndexedFacts => ({
  firstTime: indexed === null || indexed.donationCount === 0,
  previousReaction: indexed?.hadReaction ?? false,
  knownAbo: aboOf(indexed?.bloodGroup ?? null),
  history: indexed?.history ?? [],
  deferrals: indexed?.deferrals ?? [],
});
