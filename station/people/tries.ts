import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { StationDb } from '../store/database.ts';

/** This many wrong tries are free; each one beyond doubles the wait. */
const freeTries = { name: 4, address: 30 } as const;
const firstWaitMs = 30_000;
const waitMsMax = 15 * 60_000;
const doublingsMax = 10;
const forgottenAfterMs = 24 * 60 * 60_000;

export interface Trier {
  readonly kind: 'name' | 'address';
  readonly who: string;
}

// Names are counted whether or not somebody has them: the answer says nothing about who has an account.
const hashOf = ({ kind, who }: Trier): Buffer =>
  createHash('sha256').update(`${kind}:${who}`, 'utf8').digest();

/**
 * Counts a try before its password is looked at, so that many at once do not all pass. Answers how long to wait first, in
 * milliseconds; 0: this one may go on.
 */
export async function countTry(db: StationDb, trier: Trier, nowMs: number): Promise<number> {
  const free = freeTries[trier.kind];
  const wait = sql<number>`case when sign_in_try.wrong < ${free} then 0 else
    least(${waitMsMax}::bigint, ${firstWaitMs}::bigint * (2 ^ least(sign_in_try.wrong - ${free}, ${doublingsMax}))::bigint) end`;
  const counted = await db
    .insertInto('sign_in_try')
    .values({ who_hash: hashOf(trier), wrong: 1, last_at_ms: nowMs, locked_until_ms: 0 })
    .onConflict((conflict) =>
      conflict
        .column('who_hash')
        .doUpdateSet({
          wrong: sql<number>`sign_in_try.wrong + 1`,
          last_at_ms: nowMs,
          locked_until_ms: sql<number>`${nowMs}::bigint + ${wait}`,
        })
        .where('sign_in_try.locked_until_ms', '<=', nowMs),
    )
    .returning('wrong')
    .executeTakeFirst();
  if (counted) return 0;
  const row = await db
    .selectFrom('sign_in_try')
    .select('locked_until_ms')
    .where('who_hash', '=', hashOf(trier))
    .executeTakeFirst();
  return Math.max(1, (row?.locked_until_ms ?? nowMs) - nowMs);
}

/** The right password ends the counting for a name. */
export async function forgetTries(db: StationDb, trier: Trier): Promise<void> {
  await db.deleteFrom('sign_in_try').where('who_hash', '=', hashOf(trier)).execute();
}

/** A right try of an address was none to count; its wrong ones stay, or one account would open it for guesses at all others. */
export async function takeBackTry(db: StationDb, trier: Trier): Promise<void> {
  await db
    .updateTable('sign_in_try')
    .set((q) => ({ wrong: q('wrong', '-', 1), locked_until_ms: 0 }))
    .where('who_hash', '=', hashOf(trier))
    .execute();
}

/** Invented names must not fill the table. */
export async function forgetOldTries(db: StationDb, nowMs: number): Promise<void> {
  await db
    .deleteFrom('sign_in_try')
    .where('last_at_ms', '<', nowMs - forgottenAfterMs)
    .execute();
}
