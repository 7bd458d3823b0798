import type { DinRun } from '../../../shared/sync/station-api.ts';
import { sql } from './connection.ts';
import type { Reader, Writer } from './writer.ts';

/** Swaps in the numbers of this laptop's ranges that the station knows as used. */
export function keepKnownDins(tx: Writer, runs: readonly DinRun[]): void {
  const kept = tx.all(sql.selectFrom('known_din').selectAll().orderBy('first_din'));
  const isSame =
    kept.length === runs.length &&
    kept.every(({ first_din, count }, at) => {
      const run = runs[at];
      return run?.firstDin === first_din && run.count === count;
    });
  // Nothing new, most of the time: thousands of rows are not written for it.
  if (isSame) return;
  tx.keep(sql.deleteFrom('known_din'));
  for (const { firstDin, count } of runs) {
    tx.keep(sql.insertInto('known_din').values({ first_din: firstDin, count }));
  }
}

/** Runs of used numbers that begin between two numbers of one facility and year, in order. */
export const knownDins = (db: Reader, first: string, last: string): readonly DinRun[] =>
  db
    .all(
      sql
        .selectFrom('known_din')
        .selectAll()
        .where('first_din', '>=', first)
        .where('first_din', '<=', last)
        .orderBy('first_din'),
    )
    .map(({ first_din, count }) => ({ firstDin: first_din, count }));

export const isRangeClosed = (db: Reader, rangeId: string): boolean =>
  db.first(sql.selectFrom('closed_range').select('range_id').where('range_id', '=', rangeId)) !==
  undefined;
