import { sql } from 'kysely';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { donorKey } from '../../shared/ids.ts';
import { ok } from '../../shared/result.ts';
import type { ChangesPlace, DonorChanges } from '../../shared/sync/donor-changes.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { countChange, countOf } from './counter.ts';
import { writeDonors } from './donors.ts';
import { unknownDonor, withOwnFacts } from './own-facts.ts';

/** Removals that are remembered for vehicles that were away: of more, the oldest are forgotten. */
export const removedKept = 100_000;

interface Changed {
  readonly changed_in: number;
  readonly key: string;
  readonly donor: unknown;
}

/**
 * What changed in the index of one generation after a place, `limit` donors at most. Versions are given out one after the other and
 * each is seen whole or not at all (`countChange` holds the counter until its transaction ends), so that a place is never passed.
 */
export function changedDonors(
  db: StationDb,
  generation: number,
  since: ChangesPlace,
  limit: number,
): Promise<DonorChanges> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx): Promise<DonorChanges> => {
      const indexVersion = await countOf(trx, 'index');
      if (!(await isKnown(trx, generation, since, indexVersion))) return { kind: 'load-anew' };
      const after = Buffer.from(since.donorKey ?? 'ff'.repeat(32), 'hex');
      const { rows } = await sql<Changed>`
        select changed_in, encode(donor_key, 'hex') as key, donor from (
          (select changed_in, donor_key, donor from donor_index
            where generation = ${generation} and (changed_in, donor_key) > (${since.version}::bigint, ${after})
            order by changed_in, donor_key limit ${limit})
          union all
          (select changed_in, donor_key, null from donor_removed
            where generation = ${generation} and (changed_in, donor_key) > (${since.version}::bigint, ${after})
            order by changed_in, donor_key limit ${limit})
        ) as changed order by changed_in, donor_key limit ${limit}`.execute(trx);
      const last = rows.length === limit ? rows.at(-1) : undefined;
      return {
        ...{ kind: 'changes', indexVersion },
        donors: rows.flatMap(({ donor }) => (donor === null ? [] : [indexedDonor.parse(donor)])),
        removed: rows.flatMap(({ donor, key }) => (donor === null ? [donorKey.parse(key)] : [])),
        next: last ? { version: last.changed_in, donorKey: donorKey.parse(last.key) } : null,
      };
    });
}

/** Whether every removal after that place is still known; a place beyond the newest version is of a station that was restored since. */
async function isKnown(
  trx: StationTransaction,
  generation: number,
  since: ChangesPlace,
  newest: number,
): Promise<boolean> {
  const key = await trx
    .selectFrom('donor_hash_key')
    .select('removed_through')
    .where('generation', '=', generation)
    .executeTakeFirst();
  if (!key || since.version > newest) return false;
  // Within a version some of its removals may still be to come.
  return since.donorKey === null
    ? key.removed_through <= since.version
    : key.removed_through < since.version;
}

/**
 * Takes donors out of the index, whichever generation their keys are of: all of them, or none. What vehicles drew and deferred, and what
 * was deferred here, no list takes away: of whom that is known only this stays. Answers the index's new version.
 */
export async function removeDonors(
  db: StationDb,
  donorKeys: readonly string[],
  kept: number = removedKept,
): Promise<number> {
  const done = await inTransaction(db, async (trx) => {
    const version = await countChange(trx, 'index');
    const staying = await keepOwnFacts(trx, donorKeys, version);
    const keys = donorKeys.flatMap((key) => (staying.has(key) ? [] : [Buffer.from(key, 'hex')]));
    await sql`
      with gone as (
        delete from donor_index where donor_key = any(${keys}::bytea[]) returning donor_key, generation
      )
      insert into donor_removed (donor_key, generation, changed_in)
      select donor_key, generation, ${version}::bigint from gone`.execute(trx);
    await forgetOldest(trx, kept);
    return ok(version);
  });
  return done.ok ? done.value : 0;
}

/** Leaves of donors in the index what this station knows by itself; answers of whom that is anything. */
async function keepOwnFacts(
  trx: StationTransaction,
  donorKeys: readonly string[],
  version: number,
): Promise<ReadonlySet<string>> {
  const there = await trx
    .selectFrom('donor_index')
    .select(['donor', 'generation'])
    .where(
      'donor_key',
      '=',
      sql<Buffer>`any(${donorKeys.map((key) => Buffer.from(key, 'hex'))}::bytea[])`,
    )
    .execute();
  const staying = new Set<string>();
  for (const [generation, rows] of Map.groupBy(there, (row) => row.generation)) {
    const bare = rows.map(({ donor }) => ({ ...indexedDonor.parse(donor), ...unknownDonor }));
    const own = (await withOwnFacts(trx, bare, 0)).filter((donor, at) => donor !== bare[at]);
    await writeDonors(trx, own, generation, version);
    for (const donor of own) staying.add(donor.donorKey);
  }
  return staying;
}

/** Whole versions are forgotten, and each generation says up to which. */
async function forgetOldest(trx: StationTransaction, kept: number): Promise<void> {
  const oldest = await trx
    .selectFrom('donor_removed')
    .select('changed_in')
    .orderBy('changed_in', 'desc')
    .offset(kept)
    .limit(1)
    .executeTakeFirst();
  if (!oldest) return;
  await trx.deleteFrom('donor_removed').where('changed_in', '<=', oldest.changed_in).execute();
  await trx
    .updateTable('donor_hash_key')
    .set({ removed_through: oldest.changed_in })
    .where('removed_through', '<', oldest.changed_in)
    .execute();
}
