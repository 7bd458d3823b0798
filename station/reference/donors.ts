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
import { drawsOf, withDraws } from './draws.ts';
import { ownDeferralsOf, withOwnDeferrals } from './own-deferrals.ts';

const donorsAtOnce = 2000;
export const donorsPerPageMax = 5000;

/** Somebody the station hears of for the first time. */
export const unknownDonor = {
  donationCount: 0,
  bloodGroup: null,
  hadReaction: false,
  history: [],
  deferrals: [],
} as const;

/**
 * Adds donors to the index or replaces them by their key: all of them, or none. What vehicles drew and deferred, and what was deferred
 * here, stays beside what the list says. Donations that vehicles sent before are judged by the new list. Answers the index's new version.
 */
export async function putDonors(
  db: StationDb,
  donors: readonly IndexedDonor[],
  nowMs: number = Date.now(),
): Promise<number> {
  const done = await inTransaction(db, async (trx) => {
    const version = await countChange(trx, 'index');
    for (let from = 0; from < donors.length; from += donorsAtOnce) {
      const some = donors.slice(from, from + donorsAtOnce);
      await writeDonors(trx, await withOwnFacts(trx, some, nowMs), version);
    }
    return ok(version);
  });
  const deferred = donors.flatMap(({ donorKey, deferrals }) =>
    deferrals.length > 0 ? [donorKey] : [],
  );
  if (deferred.length > 0) await judgeAnew(db, deferred, nowMs);
  return done.ok ? done.value : 0;
}

/** The records with what the station knows of these donors besides. */
async function withOwnFacts(
  trx: StationTransaction,
  donors: readonly IndexedDonor[],
  nowMs: number,
): Promise<readonly IndexedDonor[]> {
  const keys = donors.map(({ donorKey }) => donorKey);
  const deferrals = await ownDeferralsOf(trx, keys);
  const draws = await drawsOf(trx, keys, nowMs);
  return donors.map((donor) =>
    withDraws(withOwnDeferrals(donor, deferrals.get(donor.donorKey)), draws.get(donor.donorKey)),
  );
}

/** Writes these donors as changed in `version`. */
export async function writeDonors(
  trx: StationTransaction,
  donors: readonly IndexedDonor[],
  version: number,
): Promise<void> {
  await sql`
    insert into donor_index (donor_key, donor, changed_in)
    select t.*, ${version}::bigint from unnest(
      ${donors.map(({ donorKey }) => Buffer.from(donorKey, 'hex'))}::bytea[],
      ${donors.map((donor) => JSON.stringify(donor))}::json[]
    ) as t
    on conflict (donor_key) do update set donor = excluded.donor, changed_in = excluded.changed_in
  `.execute(trx);
}

/**
 * Batches being taken in while the list changed were judged by the old one: they are waited for, and are then among the donations
 * found here; those that begin later see the new list by themselves. Whoever loads a list and gets no answer loads it again.
 */
export async function judgeAnew(
  db: StationDb,
  keys: readonly string[],
  nowMs: number,
): Promise<void> {
  await inTransaction(db, async (trx) => ok(await pauseIntake(trx)));
  await inTransaction(db, async (trx) => {
    const settings = await judgingSettingsOf(trx);
    return ok(await keepVerdicts(trx, await judgeEarlier(trx, keys, settings, nowMs), nowMs));
  });
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
