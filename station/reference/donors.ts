import { sql } from 'kysely';
import { type IndexedDonor, indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { ok } from '../../shared/result.ts';
import type { DonorPage } from '../../shared/sync/station-api.ts';
import { judgeEarlier } from '../judging/deferral.ts';
import { keepVerdicts } from '../judging/keep.ts';
import { pauseIntake } from '../judging/people.ts';
import { judgingSettingsOf } from '../judging/settings.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { countChange, countOf } from './counter.ts';
import { generationInUse } from './donor-keys.ts';
import { drawsHorizonMs } from './draws.ts';
import { withOwnFacts } from './own-facts.ts';

const donorsAtOnce = 2000;
export const donorsPerPageMax = 5000;

/**
 * Adds donors to the index of the key in use (or of the generation named), or replaces them by their key: all of them, or none. What
 * vehicles drew and deferred, and what was deferred here, stays beside what the list says. Donations that vehicles sent before are judged by the new list. Answers the index's new version.
 */
export async function putDonors(
  db: StationDb,
  donors: readonly IndexedDonor[],
  nowMs: number = Date.now(),
  generation?: number,
): Promise<number> {
  const done = await inTransaction(db, async (trx) => {
    const version = await countChange(trx, 'index');
    await loadRecords(trx, donors, generation ?? (await generationInUse(trx)), version, nowMs);
    return ok(version);
  });
  await judgeDeferred(db, donors, nowMs);
  return done.ok ? done.value : 0;
}

/** Writes what the central record says of donors, with what the station knows of them besides. */
export async function loadRecords(
  trx: StationTransaction,
  donors: readonly IndexedDonor[],
  generation: number,
  version: number,
  nowMs: number,
): Promise<void> {
  for (let from = 0; from < donors.length; from += donorsAtOnce) {
    const some = donors.slice(from, from + donorsAtOnce);
    await writeDonors(
      trx,
      await withOwnFacts(trx, some, nowMs - drawsHorizonMs),
      generation,
      version,
    );
  }
}

/** Writes donors as changed in `version`; who stands there just so already is not changed, and no vehicle fetches him or her again. */
export async function writeDonors(
  trx: StationTransaction,
  donors: readonly IndexedDonor[],
  generation: number,
  version: number,
): Promise<void> {
  for (let from = 0; from < donors.length; from += donorsAtOnce) {
    const some = donors.slice(from, from + donorsAtOnce);
    const keys = some.map(({ donorKey }) => Buffer.from(donorKey, 'hex'));
    await sql`
      insert into donor_index (donor_key, donor, changed_in, generation)
      select t.*, ${version}::bigint, ${generation}::integer from unnest(
        ${keys}::bytea[],
        ${some.map((donor) => JSON.stringify(donor))}::json[]
      ) as t
      on conflict (donor_key) do update set donor = excluded.donor, changed_in = excluded.changed_in
      where donor_index.donor::text <> excluded.donor::text
    `.execute(trx);
    await sql`delete from donor_removed where donor_key = any(${keys}::bytea[])`.execute(trx);
  }
}

/** Judges anew what those of these donors gave who are deferred. */
export async function judgeDeferred(
  db: StationDb,
  donors: readonly IndexedDonor[],
  nowMs: number,
): Promise<void> {
  const deferred = donors.flatMap(({ donorKey, deferrals }) =>
    deferrals.length > 0 ? [donorKey] : [],
  );
  if (deferred.length > 0) await judgeAnew(db, deferred, nowMs);
}

/**
 * Batches being taken in while the list changed were judged by the old one: they are waited for, and are then among the donations
 * found here; those that begin later see the new list by themselves. Whoever loads a list and gets no answer loads it again.
 */
async function judgeAnew(db: StationDb, keys: readonly string[], nowMs: number): Promise<void> {
  await inTransaction(db, async (trx) => ok(await pauseIntake(trx)));
  await inTransaction(db, async (trx) => {
    const settings = await judgingSettingsOf(trx);
    return ok(await keepVerdicts(trx, await judgeEarlier(trx, keys, settings, nowMs), nowMs));
  });
}

/** Donors of one generation in the order of their keys from the one after `cursor` (a donor key; undefined: from the start). */
export function donorPage(
  db: StationDb,
  generation: number,
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
        .where('generation', '=', generation)
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

export async function donorCount(db: StationDb, generation: number): Promise<number> {
  const { count } = await db
    .selectFrom('donor_index')
    .select((q) => q.fn.countAll<number>().as('count'))
    .where('generation', '=', generation)
    .executeTakeFirstOrThrow();
  return count;
}
