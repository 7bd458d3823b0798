import type { SyncStatus } from '../../../shared/contract/device.ts';
import type { Role } from '../../../shared/roles.ts';
import { isTextKey, type Sentence } from '../../text/index.ts';

/** 0–1 of the entries that the station holds. */
export const heldShare = ({ entriesHeld, entriesTotal }: SyncStatus): number =>
  entriesTotal === 0 ? 1 : Math.min(1, entriesHeld / entriesTotal);

/** Enough of a workstation's name at the station to tell it from the others on the telephone. */
export const laptopShown = (laptop: string): string => laptop.slice(0, 8);

export const mayEnrol = (roles: readonly Role[]): boolean =>
  roles.includes('leader') || roles.includes('administrator');

/** What happened last, in words; null when nothing is wrong. */
export function syncProblem({ problem }: SyncStatus): Sentence | null {
  if (problem === null) return null;
  const key = `sync.problem.${problem}`;
  return isTextKey(key) ? { key } : { key: 'sync.problem.other', values: { problem } };
}
