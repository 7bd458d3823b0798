import { emptyHead } from '../../../shared/journal/chain.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { holding, paths } from '../../../shared/sync/station-api.ts';
import { keepHeld } from '../store/held.ts';
import { type EpochState, epochStates, readEntries } from '../store/journal.ts';
import type { Store } from '../store/store.ts';
import type { StationLink } from './station-link.ts';
import type { UploadFailure } from './upload.ts';

/** Whether this laptop has the entry the station names, with the same hash. */
export function agrees(store: Store, epoch: string, seq: number, hash: string): boolean {
  if (seq === emptyHead.seq) return hash === emptyHead.hash;
  const [entry] = readEntries(store.reader, epoch, seq, 1);
  return entry?.seq === seq && entry.hash === hash;
}

/**
 * Asks what the station holds. Less than was believed: it was restored from a backup, and gets the rest again. More than this laptop
 * has, or something else: this laptop was, which a person must know (`refused`, `fork`).
 */
export async function compareHolding(
  store: Store,
  link: StationLink,
  nowMs: () => number,
): Promise<Result<null, UploadFailure>> {
  for (const state of epochStates(store.reader)) {
    if (state.heldThroughSeq === 0) continue;
    const compared = await compareEpoch(store, link, state, nowMs());
    if (!compared.ok) return compared;
  }
  return ok(null);
}

async function compareEpoch(
  store: Store,
  link: StationLink,
  { epoch, head, heldThroughSeq, branch }: EpochState,
  atMs: number,
): Promise<Result<null, UploadFailure>> {
  const asked = paths.holding.replace(':epoch', branch?.id ?? epoch);
  const answer = await link.get(`${asked}?seq=${head.seq}&hash=${head.hash}`);
  if (!answer.ok) return answer;
  const read = holding.safeParse(answer.value.body);
  if (!read.success) return err({ kind: 'not-the-station' });
  const { heldThroughSeq: through, headHash } = read.data;
  if (!agrees(store, epoch, through, headHash)) {
    return err({ kind: 'refused', error: 'fork', epoch });
  }
  // Of a branch it does not know it holds nothing for sure: restored, it may have lost the common entries too.
  if (through < heldThroughSeq) {
    store.write((tx) => {
      keepHeld(tx, epoch, through, headHash, atMs);
      return ok(null);
    });
  }
  return ok(null);
}
