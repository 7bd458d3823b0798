import { emptyHead, type Head } from '../../shared/journal/chain.ts';
import type { StationDb } from '../store/database.ts';

/** A chain as the station keeps it: an epoch of its own, or a branch that begins after entry `seq` of another. */
export interface Chain {
  readonly vehicle: string;
  /** The name its rows are kept under. */
  readonly epoch: string;
  readonly branch: { readonly of: string; readonly seq: number } | null;
}

export const chainFrom = (
  vehicle: string,
  epoch: string,
  row: { readonly branch_of: string | null; readonly branch_seq: number | null },
): Chain => ({
  ...{ vehicle, epoch },
  branch:
    row.branch_of === null || row.branch_seq === null
      ? null
      : { of: row.branch_of, seq: row.branch_seq },
});

/** The name that stands in the headers of its entries. */
export const nameInHeaders = ({ epoch, branch }: Chain): string => branch?.of ?? epoch;

/** What the first entry kept under its name follows; undefined when the common entry is gone. */
export async function rootOf(db: StationDb, { vehicle, branch }: Chain): Promise<Head | undefined> {
  if (branch === null || branch.seq === emptyHead.seq) return emptyHead;
  const row = await db
    .selectFrom('journal')
    .select('hash')
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', branch.of)
    .where('seq', '=', branch.seq)
    .executeTakeFirst();
  return row && { seq: branch.seq, hash: row.hash.toString('hex') };
}
