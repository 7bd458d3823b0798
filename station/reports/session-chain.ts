import type { Hashing } from '../../shared/journal/chain.ts';
import type { ChainState } from '../contract/sessions.ts';
import { verifyStationChain } from '../journal/verify.ts';
import type { StationDb } from '../store/database.ts';
import type { SessionPlace } from './sessions.ts';

/** Walks the chain of a session's epoch: what is shown as verified was verified for this answer. */
export async function verifySession(
  { db, hashing }: { readonly db: StationDb; readonly hashing: Hashing },
  { epoch }: SessionPlace,
): Promise<ChainState> {
  const verdict = await verifyStationChain(db, epoch, hashing);
  return {
    verified: verdict.verified,
    entries: verdict.entries,
    brokenAtSeq: verdict.verified ? null : verdict.seq,
    fault: verdict.verified ? null : verdict.fault,
  };
}
