import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseUnreadable } from '../../electron/core/store/connection.ts';
import { databaseFile } from '../../electron/core/store/store.ts';
import { type Verdict, verifyStore } from '../../electron/core/store/verify.ts';
import { systemHashing } from '../../electron/core/system.ts';

/** There is no workstation's data in the folder. */
export class NothingToVerify extends Error {}

/** Verifies a workstation's data folder, or the one below a demo's or rehearsal's folder. Reads only; the app may be running. */
export function verifyFolder(folder: string): Verdict {
  const place = [folder, join(folder, 'vehicle')].find((each) =>
    existsSync(join(each, databaseFile)),
  );
  if (place === undefined) throw new NothingToVerify(folder);
  const key = join(place, 'database.key');
  if (!existsSync(key)) throw new DatabaseUnreadable('the key file is missing');
  const keyHex = readFileSync(key, 'utf8').trim();
  return verifyStore(join(place, databaseFile), keyHex, systemHashing);
}
