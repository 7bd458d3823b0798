import type { Result } from '../../shared/result.ts';
import type { StationDb, StationTransaction } from './database.ts';

const triesMax = 4;
/** Deadlock found, could not serialise: the whole transaction may simply be done again. */
const againCodes = ['40P01', '40001'];

class RolledBack extends Error {
  readonly refusal: unknown;
  constructor(refusal: unknown) {
    super('the transaction was refused');
    this.refusal = refusal;
  }
}

/** Runs `work` in one transaction: commits on `ok`, rolls back on a refusal or a fault, and repeats after a deadlock. */
export async function inTransaction<T, E>(
  db: StationDb,
  work: (trx: StationTransaction) => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(async (trx) => {
        const result = await work(trx);
        if (!result.ok) throw new RolledBack(result.error);
        return result;
      });
    } catch (error) {
      // Only the line above throws it, with this transaction's own refusal in it.
      if (error instanceof RolledBack) return { ok: false, error: error.refusal as E };
      if (attempt >= triesMax || !isWorthAnother(error)) throw error;
    }
  }
}

const isWorthAnother = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  againCodes.includes(error.code);
