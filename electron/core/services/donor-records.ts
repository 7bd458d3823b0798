import type { IndexedDonor } from '../../../shared/domain/donor/indexed-donor.ts';
import type { DonorKey } from '../../../shared/ids.ts';
import { currentKeyOf, underEveryKey } from '../store/former-keys.ts';
import { type Visit, visitsOfPerson } from '../store/reads/visit.ts';
import type { Reader } from '../store/writer.ts';
import type { Context } from './context.ts';
import type { DonorRecord } from './donor-facts.ts';

/** Visits of one name, birth date and sex to this vehicle that are looked through. */
const visitsMax = 50;

/**
 * The donor keys confirmed to be the visit's person, its own first: those confirmed at its registration, and those of visits at whose
 * registration it was, whichever came first.
 */
function keysOfPerson(db: Reader, visit: Visit): readonly DonorKey[] {
  const visits = visitsOfPerson(db, visit.personKey, visitsMax);
  const joined = visits.map(({ donorKey, samePersonAs }) =>
    [donorKey, ...samePersonAs].map((key) => currentKeyOf(db, key)),
  );
  const keys = new Set([visit.donorKey, ...visit.samePersonAs].map((key) => currentKeyOf(db, key)));
  for (let round = 0; round < visits.length; round += 1) {
    const before = keys.size;
    for (const group of joined) {
      if (group.some((key) => keys.has(key))) for (const key of group) keys.add(key);
    }
    if (keys.size === before) break;
  }
  const [own, ...others] = keys;
  return [visit.donorKey, ...others.filter((key) => key !== own)];
}

/**
 * The records a visit counts: its own document's, and those a registrar confirmed to be the same person's. Each as the newest index
 * has it: a deferral that reached the vehicle after the registration counts at the decision. Where the index no longer knows the key
 * (it was made anew meanwhile), what was known at the registration stands.
 */
export function recordsOf(
  { donorIndex, store }: Pick<Context, 'donorIndex' | 'store'>,
  visit: Visit,
): readonly DonorRecord[] {
  const { donorKey, answer } = visit;
  const newest = (key: DonorKey) => {
    const index = donorIndex();
    // A visit registered under a former key of the station is looked for under the one of now.
    return underEveryKey(store.reader, key).reduce<IndexedDonor | undefined>(
      (found, each) => found ?? index?.find(each),
      undefined,
    );
  };
  const known = (key: DonorKey): IndexedDonor | null =>
    (key === donorKey
      ? answer.indexed
      : answer.others.find((other) => currentKeyOf(store.reader, other.donorKey) === key)) ?? null;
  return keysOfPerson(store.reader, visit).map((key) => ({
    key,
    indexed: newest(key) ?? known(key),
  }));
}
