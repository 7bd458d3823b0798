import { sql } from 'kysely';
import { type IndexedDonor, indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { ok } from '../../shared/result.ts';
import type { DonorPage } from '../../shared/sync/station-api.ts';
import type { StationDb } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { countChange, countOf } from './counter.ts';

const donorsAtOnce = 2000;
export const donorsPerPageMax = 5000;

/** Adds donors to the index or replaces them by their key: all of them, or none. Answers the index's new version. */
export async function putDonors(db: StationDb, donors: readonly IndexedDonor[]): Promise<number> {
  const done = await inTransaction(db, async (trx) => {
    const version = await countChange(trx, 'index');
    for (let from = 0; from < donors.length; from += donorsAtOnce) {
      const some = donors.slice(from, from + donorsAtOnce);
      await sql`
        insert into donor_index (donor_key, donor, changed_in)
        select t.*, ${version}::bigint from unnest(
          ${some.map(({ donorKey }) => Buffer.from(donorKey, 'hex'))}::bytea[],
          ${some.map((donor) => JSON.stringify(donor))}::json[]
        ) as t
        on conflict (donor_key) do update set donor = excluded.donor, changed_in = excluded.changed_in
      `.execute(trx);
    }
    return ok(version);
  });
  return done.ok ? done.value : 0;
}

/** Donors in the order of their keys from the one after `cursor` (a donor key; undefined: from the start). */
export function donorPage(
  db: StationDb,
  cursor: string | undefined,
  limit: number,
): Promise<DonorPage> {
  // One snapshot, so that the version is the version of these rows.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const indexVersion = await countOf(trx, 'index');
      const rows = await trx
        .selectFrom('donor_index')
        .select('donor')
        .$if(cursor !== undefined, (q) =>
          q.where('donor_key', '>', Buffer.from(cursor ?? '', 'hex')),
        )
        .orderBy('donor_key')
        .limit(limit)
        .execute();
      const donors = rows.map(({ donor }) => indexedDonor.parse(donor));
      const last = donors.length === limit ? donors.at(-1) : undefined;
      return { indexVersion, donors, nextCursor: last?.donorKey ?? null };
    });
}

export async function donorCount(db: StationDb): Promise<number> {
  const { count } = await db
    .selectFrom('donor_index')
    .select((q) => q.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
