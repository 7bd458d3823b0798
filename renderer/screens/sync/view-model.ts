import type { SyncStatus } from '../../../shared/contract/device.ts';
import { isTextKey, type Sentence } from '../../text/index.ts';

/** 0–1 of the entries that the station holds. */
export const heldShare = ({ entriesHeld, entriesTotal }: SyncStatus): number =>
  entriesTotal === 0 ? 1 : Math.min(1, entriesHeld / entriesTotal);

/** What happened last, in words; null when nothing is wrong. */
export function syncProblem({ problem }: SyncStatus): Sentence | null {
  if (problem === null) return null;
  const key = `sync.problem.${problem}`;
  return isTextKey(key) ? { key } : { key: 'sync.problem.other', values: { problem } };
}
