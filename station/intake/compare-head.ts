import { emptyHead, type Head } from '../../shared/journal/chain.ts';
import type { Sender } from '../enrolment/check-request.ts';
import { chainFrom } from '../journal/chain-of.ts';
import type { StationDb } from '../store/database.ts';
import { noteFork } from './forks.ts';

/**
 * What the station holds of a chain. A laptop that says where its own ends is compared with it: one that ends before, or in another
 * entry, is an older copy, and that is kept.
 */
export async function compareHead(
  db: StationDb,
  sender: Sender,
  epoch: string,
  laptop: {
    readonly seq?: number | undefined;
    readonly hash?: string | undefined;
    readonly nowMs: number;
  },
): Promise<Head> {
  const { vehicle } = sender;
  const row = await db
    .selectFrom('epoch')
    .select(['held_seq', 'held_hash', 'branch_of', 'branch_seq', 'last_received_at_ms'])
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .executeTakeFirst();
  if (!row) return emptyHead;
  const held = { seq: row.held_seq, hash: row.held_hash.toString('hex') };
  const { seq, hash, nowMs } = laptop;
  if (seq === undefined || hash === undefined || seq > held.seq) return held;
  const { branch } = chainFrom(vehicle, epoch, row);
  const kept = branch !== null && seq <= branch.seq ? branch.of : epoch;
  const same = await db
    .selectFrom('journal')
    .select('hash')
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', kept)
    .where('seq', '=', seq)
    .executeTakeFirst();
  const isSame = same?.hash.toString('hex') === hash;
  if (isSame && seq === held.seq) return held;
  // Signed before the newest entries came: the laptop's own batches may have overtaken its question on the way. It asks again.
  if (isSame && sender.nonceAtMs < row.last_received_at_ms) return held;
  const seen = isSame
    ? ({ what: 'behind', seq: seq + 1 } as const)
    : ({ what: 'fork', seq } as const);
  await noteFork(db, sender, { epoch, heldSeq: held.seq, ...seen }, nowMs);
  return held;
}
