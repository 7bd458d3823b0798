import { sql } from 'kysely';
import type { StationDb, StationTransaction } from '../store/database.ts';

/**
 * Numbers of the index are moments (ms): a station restored to an older state soon counts as far as a laptop got before, and what changed
 * there meanwhile is not what the laptop has. A moment comes once, so that everything since the restore is newer than all it has.
 */
const next = {
  reference: sql<number>`value + 1`,
  index: sql<number>`greatest(value + 1, floor(extract(epoch from clock_timestamp()) * 1000)::bigint)`,
} as const;

/**
 * Counts one change of what vehicles take along; in the transaction of the change itself and before it reads what it changes: until the
 * commit nobody else changes the same, so that changes are made, and numbered, one after another.
 */
export async function countChange(
  trx: StationTransaction,
  name: 'reference' | 'index',
): Promise<number> {
  const { value } = await trx
    .updateTable('counter')
    .set({ value: next[name] })
    .where('name', '=', name)
    .returning('value')
    .executeTakeFirstOrThrow();
  return value;
}

export async function countOf(db: StationDb, name: 'reference' | 'index'): Promise<number> {
  const { value } = await db
    .selectFrom('counter')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return value;
}
