import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadResources } from '../../electron/core/resources.ts';
import { DatabaseUnreadable, openConnection } from '../../electron/core/store/connection.ts';
import { databaseFile } from '../../electron/core/store/store.ts';
import { type Verdict, verifyStore } from '../../electron/core/store/verify.ts';
import { systemHashing } from '../../electron/core/system.ts';
import { type DifferentDecision, replayDecisions, type SameDecisions } from './replay-decisions.ts';

/** There is no workstation's data in the folder. */
export class NothingToVerify extends Error {}

export type FolderVerdict =
  | (Extract<Verdict, { kind: 'equal' }> & { readonly decisions: SameDecisions })
  | Exclude<Verdict, { kind: 'equal' }>
  | DifferentDecision;

const resourcesFolder = join(import.meta.dirname, '..', '..', 'resources');

/**
 * Verifies a workstation's data folder, or the one below a demo's or rehearsal's folder: the chain, the rows, and every screening
 * decision made again. Reads only; the app may be running.
 */
export function verifyFolder(folder: string): FolderVerdict {
  const place = [folder, join(folder, 'vehicle')].find((each) =>
    existsSync(join(each, databaseFile)),
  );
  if (place === undefined) throw new NothingToVerify(folder);
  const key = join(place, 'database.key');
  if (!existsSync(key)) throw new DatabaseUnreadable('the key file is missing');
  const keyHex = readFileSync(key, 'utf8').trim();
  const path = join(place, databaseFile);
  const verdict = verifyStore(path, keyHex, systemHashing);
  if (verdict.kind !== 'equal') return verdict;
  const db = openConnection(path, keyHex, 'read');
  try {
    const decisions = replayDecisions(db, loadResources(resourcesFolder));
    return decisions.kind === 'same-decisions' ? { ...verdict, decisions } : decisions;
  } finally {
    db.close();
  }
}
