import type { z } from 'zod';
import { donorKeyOf } from '../../shared/domain/donor/donor-key.ts';
import { type IndexedDonor, indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { personKeyOf } from '../../shared/domain/donor/person-key.ts';
import { identity } from '../../shared/journal/bodies/donor.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { StationDb } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { countChange } from './counter.ts';
import { removeDonors } from './donor-changes.ts';
import { type DonorHashKey, donorHashKeys } from './donor-keys.ts';
import { judgeDeferred, loadRecords } from './donors.ts';
import { keepLinks, keyedHashOf, type KeyLink } from './key-links.ts';

const document = identity.pick({ documentType: true, documentNumber: true });

/** A donor as whoever owns the central record has him or her: the number becomes a key here, and is not kept. */
export const centralDonor = document.extend({
  /** null where name, birth date or sex are not known. */
  person: identity.pick({ name: true, birthDate: true, sex: true }).nullable(),
  ...indexedDonor.unwrap().omit({ donorKey: true, personKey: true }).shape,
});
export type CentralDonor = z.infer<typeof centralDonor>;

export const centralDocument = document;
type CentralDocument = z.infer<typeof document>;

/** `at`: which of them, from 0. */
export type LoadRefusal =
  | { readonly reason: 'no-key' }
  | { readonly reason: 'document-unreadable' | 'document-twice'; readonly at: number };

/** Donors made at once: what a station's memory holds easily, and what one transaction writes in a second or two. */
export const donorsLoadedAtOnce = 5000;

function donorUnder(key: DonorHashKey, { person, ...donor }: CentralDonor): IndexedDonor | null {
  const { documentType, documentNumber, ...known } = donor;
  const keyedHash = keyedHashOf(key);
  const donorKey = donorKeyOf(documentType, documentNumber, keyedHash);
  if (!donorKey.ok) return null;
  const personKey = person && personKeyOf(person, keyedHash);
  return { donorKey: donorKey.value, personKey, ...known };
}

/**
 * Adds donors to the index or replaces them, under every hash key there is: also under the next one while a rotation is under way. All
 * of them, or none; at most `donorsLoadedAtOnce`. The same again changes nothing. `seen`: keys of who came before in the same list;
 * those of this call are added once they are in the index.
 */
export async function loadDonors(
  db: StationDb,
  donors: readonly CentralDonor[],
  nowMs: number,
  seen: Set<string> = new Set(),
): Promise<Result<undefined, LoadRefusal>> {
  if (donors.length > donorsLoadedAtOnce) throw new Error('more donors than are loaded at once');
  const keys = await donorHashKeys(db);
  const newest = keys.at(-1);
  if (!newest) return err({ reason: 'no-key' });
  const under = new Map<number, readonly IndexedDonor[]>();
  for (const key of keys) {
    const made = donors.map((donor) => donorUnder(key, donor));
    const at = made.indexOf(null);
    if (at >= 0) return err({ reason: 'document-unreadable', at });
    under.set(
      key.generation,
      made.filter((donor) => donor !== null),
    );
  }
  const current = under.get(newest.generation) ?? [];
  const own = new Set<string>();
  // Which of the two is right nobody here can say; one may be deferred and the other not.
  const again = current.findIndex(
    ({ donorKey }) => seen.has(donorKey) || own.size === own.add(donorKey).size,
  );
  if (again >= 0) return err({ reason: 'document-twice', at: again });
  await inTransaction(db, async (trx) => {
    const version = await countChange(trx, 'index');
    for (const [generation, made] of under) {
      await loadRecords(trx, made, generation, version, nowMs);
      if (generation === newest.generation) continue;
      const links = made.map(({ donorKey }, at): KeyLink => {
        const key = current[at]?.donorKey ?? donorKey;
        const formerGeneration = generation;
        return { former: donorKey, formerGeneration, key, generation: newest.generation };
      });
      await keepLinks(trx, links);
    }
    return ok(undefined);
  });
  await judgeDeferred(db, [...under.values()].flat(), nowMs);
  for (const key of own) seen.add(key);
  return ok(undefined);
}

/** Takes donors out of the index (`removeDonors`), under every hash key there is; who is not in it stays out. */
export async function unloadDonors(
  db: StationDb,
  documents: readonly CentralDocument[],
): Promise<Result<undefined, LoadRefusal>> {
  const keys = await donorHashKeys(db);
  if (keys.length === 0) return err({ reason: 'no-key' });
  const donorKeys: string[] = [];
  for (const [at, { documentType, documentNumber }] of documents.entries()) {
    for (const key of keys) {
      const made = donorKeyOf(documentType, documentNumber, keyedHashOf(key));
      if (!made.ok) return err({ reason: 'document-unreadable', at });
      donorKeys.push(made.value);
    }
  }
  await removeDonors(db, donorKeys);
  return ok(undefined);
}
