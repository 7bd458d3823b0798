import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { keysUnderEveryHash } from '../judging/people.ts';
import type { StationTransaction } from '../store/database.ts';
import { drawsOf, withDraws } from './draws.ts';
import { ownDeferralsOf, withOwnDeferrals } from './own-deferrals.ts';

/** What the central record says of somebody whom it does not name. */
export const unknownDonor = {
  donationCount: 0,
  bloodGroup: null,
  hadReaction: false,
  history: [],
  deferrals: [],
} as const;

/** Donors with what vehicles drew since a moment (milliseconds; 0: ever) and what vehicles and people at the station deferred. */
export async function withOwnFacts(
  trx: StationTransaction,
  donors: readonly IndexedDonor[],
  sinceMs: number,
): Promise<readonly IndexedDonor[]> {
  if (donors.length === 0) return [];
  // What was recorded under a former hash key is recorded of the same donor.
  const alike = await keysUnderEveryHash(
    trx,
    donors.map(({ donorKey }) => donorKey),
  );
  const keys = [...new Set([...alike.values()].flatMap((each) => [...each]))];
  const deferrals = await ownDeferralsOf(trx, keys);
  const draws = await drawsOf(trx, keys, sinceMs);
  return donors.map((donor) => {
    const own = [...(alike.get(donor.donorKey) ?? [])];
    return withDraws(
      withOwnDeferrals(
        donor,
        own.flatMap((key) => deferrals.get(key) ?? []),
      ),
      own.flatMap((key) => draws.get(key) ?? []),
    );
  });
}
