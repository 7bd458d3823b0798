import { join } from 'node:path';
import { createFileKeyStore } from '../../electron/core/keys.ts';
import { openConnection } from '../../electron/core/store/connection.ts';
import { epochStates, readEntries } from '../../electron/core/store/journal.ts';
import { databaseFile } from '../../electron/core/store/store.ts';
import { toSent } from '../../electron/core/sync/upload.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import type { SentEntry } from '../../shared/sync/station-api.ts';

const entriesMax = 1_000_000;

/** Every entry in a data folder that no program has open, oldest first. */
export function entriesOf(dataFolder: string): readonly Entry[] {
  const key = createFileKeyStore(dataFolder).databaseKeyHex();
  const db = openConnection(join(dataFolder, databaseFile), key);
  try {
    return epochStates(db).flatMap(({ epoch }) => readEntries(db, epoch, 1, entriesMax));
  } finally {
    db.close();
  }
}

/** The same as a batch carries them. */
export const sentEntriesOf = (dataFolder: string): readonly SentEntry[] =>
  entriesOf(dataFolder).map(toSent);
