import type { StaffTerm } from '../../shared/domain/staff/term.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { StationDb } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { countChange } from './counter.ts';

/**
 * From when until when somebody on the staff list may act. People without a term always may. Vehicles take it along and refuse what is
 * done outside of it; what a vehicle that has not heard of it yet lets happen is kept and set aside.
 */
export function putStaffTerm(
  db: StationDb,
  term: StaffTerm & { readonly operatorId: string },
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
      await countChange(trx, 'reference');
      return ok(undefined);
    },
  );
}
