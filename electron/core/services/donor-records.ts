import type { IndexedDonor } from '../../../shared/domain/donor/indexed-donor.ts';
import type { DonorKey } from '../../../shared/ids.ts';
import { underEveryKey } from '../store/former-keys.ts';
import type { Visit } from '../store/reads/visit.ts';
import type { Context } from './context.ts';
import type { DonorRecord } from './donor-facts.ts';

/**
 * The records a visit counts: its own document's, and those the registrar confirmed to be the same person's. Each as the newest index
 * has it: a deferral that reached the vehicle after the registration counts at the decision. Where the index no longer knows the key
 * (it was made anew meanwhile), what was known at the registration stands.
 */
export function recordsOf(
  { donorIndex, store }: Pick<Context, 'donorIndex' | 'store'>,
  { donorKey, samePersonAs, answer }: Visit,
): readonly DonorRecord[] {
  const newest = (key: DonorKey) => {
    const index = donorIndex();
    // A visit registered under a former key of the station is looked for under the one of now.
    return underEveryKey(store.reader, key).reduce<IndexedDonor | undefined>(
      (found, each) => found ?? index?.find(each),
      undefined,
    );
  };
  return [
    { key: donorKey, indexed: newest(donorKey) ?? answer.indexed },
    ...samePersonAs.map((key) => ({
      key,
      indexed: newest(key) ?? answer.others.find((other) => other.donorKey === key) ?? null,
    })),
  ];
}
