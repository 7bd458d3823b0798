/**
 * Replaces the key under which document numbers become donor keys. `begin` makes the next key; whoever owns the central record loads the
 * index again, now under both. `serve`, once nobody of the old index is missing in the new one, lets vehicles fetch it: each goes on with
 * the old key and the old index until it holds the new one whole. `finish` forgets the old key.
 *
 * What is recorded keeps the keys it was recorded with: `donor_key_link` says which of them are one document, made from the documents in
 * the vehicles' own entries, so that a former key need not be kept for it.
 */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { pauseIntake } from '../judging/people.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { StationDb } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { carryOver } from './carry-over.ts';
import { countChange, countOf } from './counter.ts';
import { donorHashKeys, keyIn } from './donor-keys.ts';
import { unlink } from './key-links.ts';

export type RotationRefusal =
  | { readonly reason: 'no-key' | 'rotation-under-way' | 'nothing-begun' | 'nothing-to-finish' }
  /** Donors of the index in use that the next one lacks: they would be taken for new ones. */
  | { readonly reason: 'index-not-whole'; readonly missing: number }
  /** Laptops that still look people up under the old key. */
  | { readonly reason: 'laptops-behind'; readonly laptops: readonly string[] };

type Done<T> = Promise<Result<T, RotationRefusal>>;

/**
 * Makes the next key; nobody uses it yet. Answers its generation: by the minute, and not the next number, because a station restored to
 * before it made a key makes another one, and a laptop that had begun to fetch the index under the first must not go on with it.
 */
export const beginRotation = async (
  db: StationDb,
  nowMs: number,
  keyHex: string = randomBytes(32).toString('hex'),
): Done<number> => {
  await sweepForgotten(db);
  return inTransaction<number, RotationRefusal>(db, async (trx) => {
    // Batches after this one link what they bring to the new key by themselves; those before are in the journal.
    await pauseIntake(trx);
    const [before, second] = await donorHashKeys(trx);
    if (!before) return err({ reason: 'no-key' });
    if (second) return err({ reason: 'rotation-under-way' });
    const generation = Math.max(before.generation + 1, Math.floor(nowMs / 60_000));
    await trx
      .insertInto('donor_hash_key')
      .values({ generation, key_hex: keyHex, state: 'loading', since_ms: nowMs })
      .execute();
    return ok(generation);
  });
};

/** Vehicles fetch the index under the new key from now on. Refuses while somebody of the old one is missing in it. */
export const serveNextKey = async (db: StationDb, nowMs: number): Done<number> => {
  const keys = await donorHashKeys(db);
  const [inUse, next] = [keyIn(keys, 'in-use'), keyIn(keys, 'loading')];
  if (!inUse || !next) return err({ reason: 'nothing-begun' });
  await carryOver(db, keys, inUse.generation, next.generation);
  const seen = await countOf(db, 'index');
  const missing = await missingIn(db, inUse.generation, next.generation, 0);
  if (missing > 0) return err({ reason: 'index-not-whole', missing });
  return inTransaction<number, RotationRefusal>(db, async (trx) => {
    await pauseIntake(trx);
    const since = await missingIn(trx, inUse.generation, next.generation, seen);
    if (since > 0) return err({ reason: 'index-not-whole', missing: since });
    for (const [state, { generation }] of [
      ['former', inUse],
      ['in-use', next],
    ] as const) {
      await trx
        .updateTable('donor_hash_key')
        .set({ state, since_ms: nowMs })
        .where('generation', '=', generation)
        .execute();
    }
    await countChange(trx, 'reference');
    return ok(next.generation);
  });
};

/** How many donors changed after version `since` have no counterpart under the next key. */
async function missingIn(
  db: StationDb,
  generation: number,
  next: number,
  since: number,
): Promise<number> {
  const { rows } = await sql<{ missing: number }>`
    select count(*)::integer as missing from donor_index as old
    where old.generation = ${generation} and old.changed_in > ${since} and not exists (
      select from donor_key_link as link join donor_index as new on new.donor_key = link.donor_key
      where link.former_key = old.donor_key and new.generation = ${next})`.execute(db);
  return rows[0]?.missing ?? 0;
}

/** Forgets the old key and its index. Refuses while laptops still use them, unless `anyway`: those load the new index first then. */
export const finishRotation = async (db: StationDb, anyway: boolean): Done<null> => {
  const done = await inTransaction<null, RotationRefusal>(db, async (trx) => {
    const former = keyIn(await donorHashKeys(trx), 'former');
    if (!former) return err({ reason: 'nothing-to-finish' });
    const laptops = await laptopsUnder(trx, former.generation);
    if (laptops.length > 0 && !anyway) return err({ reason: 'laptops-behind', laptops });
    await trx.deleteFrom('donor_hash_key').where('generation', '=', former.generation).execute();
    return ok(null);
  });
  await sweepForgotten(db);
  return done;
};

/** Gives up a rotation whose new key no vehicle has had yet. */
export const cancelRotation = async (db: StationDb): Done<null> => {
  const done = await inTransaction<null, RotationRefusal>(db, async (trx) => {
    // A batch under way links what it brings to the key that goes.
    await pauseIntake(trx);
    const keys = await donorHashKeys(trx);
    const [inUse, next] = [keyIn(keys, 'in-use'), keyIn(keys, 'loading')];
    if (!inUse || !next) return err({ reason: 'nothing-begun' });
    await trx.deleteFrom('donor_hash_key').where('generation', '=', next.generation).execute();
    await unlink(trx, inUse.generation, next.generation);
    return ok(null);
  });
  await sweepForgotten(db);
  return done;
};

/** The laptops in service that were given this key last, by vehicle. */
export async function laptopsUnder(db: StationDb, generation: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('laptop')
    .select(['vehicle', 'machine_name'])
    .where('key_generation', '=', generation)
    .where('revoked_at_ms', 'is', null)
    .orderBy('vehicle')
    .execute();
  return rows.map(({ vehicle, machine_name }) => `${vehicle} (${machine_name})`);
}

const rowsAtOnce = 50_000;

/** Removes the index of keys that are forgotten, a part at a time: nobody waits for five million rows, and an interrupted one goes on. */
async function sweepForgotten(db: StationDb): Promise<void> {
  const kept = (await donorHashKeys(db)).map(({ generation }) => generation);
  if (kept.length === 0) return;
  for (const table of ['donor_index', 'donor_removed'] as const) {
    for (;;) {
      const { numAffectedRows = 0n } = await sql`
        delete from ${sql.table(table)} where donor_key in (
          select donor_key from ${sql.table(table)} where generation <> all(${kept}::integer[]) limit ${rowsAtOnce})`.execute(
        db,
      );
      if (numAffectedRows < BigInt(rowsAtOnce)) break;
    }
  }
}
