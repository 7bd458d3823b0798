import { join } from 'node:path';
import { createFileKeyStore } from '../../electron/core/keys.ts';
import { openConnection } from '../../electron/core/store/connection.ts';
import { epochStates, readEntries } from '../../electron/core/store/journal.ts';
import { databaseFile } from '../../electron/core/store/store.ts';
import type { Connection } from '../../electron/core/store/connection.ts';
import { type EntryBody, type EntryType, entryBodies } from '../../shared/journal/types.ts';

/** Reads a laptop's database beside the running core. */
export function besideCore<T>(folder: string, read: (db: Connection) => T): T {
  const keyHex = createFileKeyStore(folder).databaseKeyHex();
  const db = openConnection(join(folder, databaseFile), keyHex, 'read');
  try {
    return read(db);
  } finally {
    db.close();
  }
}

/** Every entry of the journal, oldest first. */
export const entriesIn = (folder: string) =>
  besideCore(folder, (db) =>
    epochStates(db).flatMap(({ epoch, head }) => readEntries(db, epoch, 1, head.seq)),
  );

/** The bodies of one type, oldest first. */
export const bodiesIn = <T extends EntryType>(folder: string, type: T): readonly EntryBody<T>[] =>
  entriesIn(folder)
    .filter((entry) => entry.type === type)
    // The schema of the very type asked for has parsed it.
    .map(({ body }) => entryBodies[type].parse(body) as EntryBody<T>);
