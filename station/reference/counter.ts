import { sql } from 'kysely';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { momentMs } from '../store/moment.ts';

/** Of the small tables a laptop compares the whole mark; the index it reads on from a number. */
const next = {
  reference: sql<number>`value + 1`,
  index: sql<number>`greatest(value + 1, ${momentMs})`,
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
