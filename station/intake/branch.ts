import { emptyHead } from '../../shared/journal/chain.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Batch } from '../../shared/sync/station-api.ts';
import { firstDifferent, newEpoch } from '../journal/append.ts';
import type { StationTransaction } from '../store/database.ts';

/**
 * A branch: what a restored laptop recorded in an epoch of which the station holds other entries. It is kept as a chain of its own
 * that begins after the last entry both have; `verify` walks it from there. As long as only common entries have come, that place
 * moves forward with them.
 */
export async function beginBranch(
  trx: StationTransaction,
  vehicle: string,
  batch: Batch,
  branch: string,
  entries: readonly Entry[],
  nowMs: number,
): Promise<Result<null, 'gap' | 'fork' | 'not-a-batch'>> {
  const trunk = await rowOf(trx, vehicle, batch.epoch);
  if (trunk && trunk.branch_of !== null) return err('not-a-batch');
  const known = await rowOf(trx, vehicle, branch);
  if (known && known.branch_of !== batch.epoch) return err('not-a-batch');
  if (!known) {
    // A station restored to before it heard of the epoch: the branch is all there is of it, from its first entry on.
    if (batch.fromSeq > (trunk?.held_seq ?? emptyHead.seq) + 1) return err('gap');
    const from = { seq: batch.fromSeq - 1, hash: batch.prevHash };
    if ((await hashAt(trx, vehicle, batch.epoch, from.seq)) !== from.hash) return err('fork');
    await trx
      .insertInto('epoch')
      .values({
        ...newEpoch(vehicle, branch, nowMs),
        ...{ held_seq: from.seq, held_hash: Buffer.from(from.hash, 'hex') },
        ...{ branch_of: batch.epoch, branch_seq: from.seq },
        parents: [batch.epoch, ...(trunk?.parents ?? [])],
        device_public_key: trunk?.device_public_key ?? null,
      })
      .execute();
  }
  const begun = known ?? { held_seq: batch.fromSeq - 1, branch_seq: batch.fromSeq - 1 };
  if (begun.held_seq !== begun.branch_seq) return ok(null);
  const next = entries.filter(({ seq }) => seq > begun.held_seq);
  const chain = { vehicle, epoch: batch.epoch, branch: null };
  const different = await firstDifferent(trx, chain, next);
  const common = next.findLast(({ seq }) => different === undefined || seq < different.seq);
  if (common) {
    await trx
      .updateTable('epoch')
      .set({
        ...{ held_seq: common.seq, branch_seq: common.seq },
        held_hash: Buffer.from(common.hash, 'hex'),
      })
      .where('vehicle', '=', vehicle)
      .where('epoch', '=', branch)
      .execute();
  }
  return ok(null);
}

const rowOf = (trx: StationTransaction, vehicle: string, epoch: string) =>
  trx
    .selectFrom('epoch')
    .selectAll()
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .forUpdate()
    .executeTakeFirst();

async function hashAt(
  trx: StationTransaction,
  vehicle: string,
  epoch: string,
  seq: number,
): Promise<string | undefined> {
  if (seq === emptyHead.seq) return emptyHead.hash;
  const row = await trx
    .selectFrom('journal')
    .select('hash')
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row?.hash.toString('hex');
}
