import { sql } from 'kysely';
import { type IndexedDonor, indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { byteaArray } from '../store/binary-array.ts';
import type { StationTransaction } from '../store/database.ts';
import { horizonMs } from './interval.ts';
import {
  type DonationFound,
  donationsAtOnce,
  donationsOf,
  type KnownDonation,
  toKnown,
} from './past-donations.ts';
import { type Link, linkedAndHeld } from './people.ts';

/** What the station knows of some donors under every document confirmed to be theirs. */
export interface PeopleFacts {
  readonly linked: ReadonlyMap<string, ReadonlySet<string>>;
  readonly donations: readonly KnownDonation[];
  readonly donors: ReadonlyMap<string, IndexedDonor>;
}

/** The same of the keys themselves, as read at once. */
export interface PeopleFound {
  readonly links: readonly Link[];
  readonly donations: readonly DonationFound[];
  readonly donors: readonly DonorFound[];
  /** Each key with those of the same document under the station's other hash keys. */
  readonly alike: ReadonlyMap<string, ReadonlySet<string>>;
}

interface DonorFound {
  readonly key: string;
  readonly donor: unknown;
}

/** Most people have one document; only who has another is asked about again. */
export async function factsOf(
  trx: StationTransaction,
  keys: readonly string[],
  found: PeopleFound,
  nowMs: number,
): Promise<PeopleFacts> {
  const isAlone = keys.every((key) => (found.alike.get(key)?.size ?? 1) === 1);
  const isAll = found.donations.length < donationsAtOnce;
  if (found.links.length === 0 && isAlone && isAll) {
    return {
      linked: new Map(keys.map((key) => [key, new Set([key])])),
      donations: found.donations.map(toKnown),
      donors: byKey(found.donors),
    };
  }
  const linked = await linkedAndHeld(trx, keys);
  const all = [...new Set([...linked.values()].flatMap((each) => [...each]))];
  const donations = await donationsOf(trx, all, nowMs - horizonMs);
  return { linked, donations, donors: await indexed(trx, all) };
}

/** A query of those of these people whom the index knows. */
export const donorsUnder = (keys: readonly string[]) => sql<DonorFound>`
  select encode(donor_key, 'hex') as key, donor from donor_index
  where donor_key = any(${byteaArray([...new Set(keys)])}::bytea[])`;

/** Those of these people whom the index knows, by key. */
export async function indexed(
  trx: StationTransaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, IndexedDonor>> {
  if (keys.length === 0) return new Map();
  return byKey((await donorsUnder(keys).execute(trx)).rows);
}

const byKey = (rows: readonly DonorFound[]): ReadonlyMap<string, IndexedDonor> =>
  new Map(rows.map(({ key, donor }) => [key, indexedDonor.parse(donor)]));
