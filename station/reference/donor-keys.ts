import { err, ok, type Result } from '../../shared/result.ts';
import type { StationDb } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { inTransaction } from '../store/transaction.ts';
import { countChange } from './counter.ts';

/** A key (32 bytes, hex) under which document numbers become donor keys. */
export interface DonorHashKey {
  readonly generation: number;
  readonly keyHex: string;
  readonly state: Tables['donor_hash_key']['state'];
}

/** The keys that are not forgotten, oldest first: one, or two while one takes the other's place. */
export async function donorHashKeys(db: StationDb): Promise<readonly DonorHashKey[]> {
  const rows = await db
    .selectFrom('donor_hash_key')
    .select(['generation', 'key_hex', 'state'])
    .orderBy('generation')
    .execute();
  return rows.map(({ generation, key_hex, state }) => ({ generation, state, keyHex: key_hex }));
}

export const keyIn = (
  keys: readonly DonorHashKey[],
  state: DonorHashKey['state'],
): DonorHashKey | undefined => keys.find((key) => key.state === state);

/** The generation vehicles are to use; 1 before there is any key. */
export async function generationInUse(db: StationDb): Promise<number> {
  return keyIn(await donorHashKeys(db), 'in-use')?.generation ?? 1;
}

/**
 * Sets the first key. Refuses another one while donors are indexed under it: none of them would be found again; that is what
 * `rotate-key.ts` is for.
 */
export function setDonorHashKey(
  db: StationDb,
  keyHex: string,
  nowMs: number = Date.now(),
): Promise<Result<undefined, 'not-a-key' | 'donors-indexed-under-another-key'>> {
  return inTransaction(db, async (trx) => {
    if (!/^[0-9a-f]{64}$/.test(keyHex)) return err('not-a-key');
    const [before, second] = await donorHashKeys(trx);
    if (before?.keyHex === keyHex) return ok(undefined);
    const indexed = await trx.selectFrom('donor_index').select('changed_in').limit(1).execute();
    if (second || (before && indexed.length > 0)) return err('donors-indexed-under-another-key');
    const row = { generation: before?.generation ?? 1, key_hex: keyHex, since_ms: nowMs };
    await trx
      .insertInto('donor_hash_key')
      .values({ ...row, state: 'in-use' })
      .onConflict((conflict) => conflict.column('generation').doUpdateSet(row))
      .execute();
    await countChange(trx, 'reference');
    return ok(undefined);
  });
}

export async function donorHashKey(db: StationDb): Promise<string | undefined> {
  return keyIn(await donorHashKeys(db), 'in-use')?.keyHex;
}
