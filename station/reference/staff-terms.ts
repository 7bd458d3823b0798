import { err, ok, type Result } from '../../shared/result.ts';
import type { StationDb } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';

/**
 * From when (milliseconds) until when somebody on the staff list may act; null: without end. People without a term always may. What
 * they do outside of it is kept and set aside.
 */
export function putStaffTerm(
  db: StationDb,
  term: { readonly operatorId: string; readonly sinceMs: number; readonly untilMs: number | null },
): Promise<Result<undefined, 'unknown-person' | 'ends-before-it-begins'>> {
  return inTransaction(
    db,
    async (trx): Promise<Result<undefined, 'unknown-person' | 'ends-before-it-begins'>> => {
      if (term.untilMs !== null && term.untilMs <= term.sinceMs)
        return err('ends-before-it-begins');
      const person = await trx
        .selectFrom('staff')
        .select('operator_id')
        .where('operator_id', '=', term.operatorId)
        .executeTakeFirst();
      if (!person) return err('unknown-person');
      const columns = { since_ms: term.sinceMs, until_ms: term.untilMs };
      await trx
        .insertInto('staff_term')
        .values({ operator_id: term.operatorId, ...columns })
        .onConflict((conflict) => conflict.column('operator_id').doUpdateSet(columns))
        .execute();
      return ok(undefined);
    },
  );
}
