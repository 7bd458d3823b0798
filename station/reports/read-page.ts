import { type SelectQueryBuilder, sql } from 'kysely';
import { countMax, type Page } from '../contract/page.ts';
import type { StationDb } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';

/** One page of a query's rows, and how many there are, counted to `countMax` and no further. */
export async function readPage<DB extends Tables, TB extends keyof DB, O>(
  db: StationDb,
  query: SelectQueryBuilder<DB, TB, O>,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<Page<O>> {
  const rows = await query
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  const counted = query
    .clearSelect()
    .clearOrderBy()
    .select(sql.lit(1).as('one'))
    .limit(countMax + 1);
  const { rows: counts } = await sql<{
    n: number;
  }>`select count(*) as n from (${counted}) as c`.execute(db);
  const n = counts[0]?.n ?? 0;
  return { rows, total: Math.min(n, countMax), hasMore: n > countMax };
}

/** A page of rows that are all at hand: lists that are bounded where they are read. */
export const sliceOf = <T>(
  rows: readonly T[],
  { page, size }: { readonly page: number; readonly size: number },
): Page<T> => ({
  rows: rows.slice((page - 1) * size, page * size),
  total: Math.min(rows.length, countMax),
  hasMore: rows.length > countMax,
});
