import type { StationTransaction } from '../store/database.ts';

const minuteMs = 60_000;
export const missesPerMinuteMax = 10;

/** Locks the minute's count until the transaction ends, so that guesses sent at once are counted one by one. */
export async function missesOf(trx: StationTransaction, nowMs: number): Promise<number> {
  const minute = Math.floor(nowMs / minuteMs);
  await trx
    .insertInto('enrol_miss')
    .values({ minute, misses: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { misses } = await trx
    .selectFrom('enrol_miss')
    .select('misses')
    .where('minute', '=', minute)
    .forUpdate()
    .executeTakeFirstOrThrow();
  // What was counted before is of no more use.
  await trx
    .deleteFrom('enrol_miss')
    .where('minute', '<', minute - 1)
    .execute();
  return misses;
}

export async function countMiss(trx: StationTransaction, nowMs: number): Promise<void> {
  await trx
    .updateTable('enrol_miss')
    .set((q) => ({ misses: q('misses', '+', 1) }))
    .where('minute', '=', Math.floor(nowMs / minuteMs))
    .execute();
}
