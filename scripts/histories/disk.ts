import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openConnection } from '../../electron/core/store/connection.ts';
import { migrate } from '../../electron/core/store/migrate.ts';
import { databaseFile } from '../../electron/core/store/store.ts';

export const databaseKeyHex = 'ab'.repeat(32);
const wal = `${databaseFile}-wal`;
const ram = '/dev/shm';

/** Data folders of simulated laptops, in memory where the machine has a folder there. */
export interface Disks {
  /** A folder with an empty database of this program's version, so that not every laptop pays for its migrations. */
  readonly fresh: () => string;
  /**
   * What is on the disk now, as another folder: the database and its log, nothing of what the program holds in memory. `logBytes`: so
   * much of the log and no more.
   */
  readonly image: (folder: string, logBytes?: number) => string;
  /** The same of a folder that nobody will ask again: moved, not copied. */
  readonly take: (folder: string) => string;
  readonly remove: (folder: string) => void;
  readonly close: () => void;
}

export function logBytesOf(folder: string): number {
  return statSync(join(folder, wal), { throwIfNoEntry: false })?.size ?? 0;
}

/** A folder for what a run leaves, in memory where the machine has a place there. */
export const newFolder = (): string =>
  mkdtempSync(join(existsSync(ram) ? ram : tmpdir(), 'bloodmobile-histories-'));

export function createDisks(): Disks {
  const root = newFolder();
  let made = 0;
  const folder = (): string => {
    made += 1;
    const path = join(root, String(made));
    mkdirSync(path);
    return path;
  };
  const template = folder();
  const db = openConnection(join(template, databaseFile), databaseKeyHex);
  migrate(db);
  db.close();
  const bring = (from: string, way: (from: string, to: string) => void): string => {
    const to = folder();
    for (const name of readdirSync(from)) {
      // The shared-memory file and the lock are the running program's, not the disk's.
      if (!name.endsWith('-shm') && !name.startsWith('lock.db'))
        way(join(from, name), join(to, name));
    }
    return to;
  };
  const copy = (from: string): string => bring(from, copyFileSync);
  return {
    fresh: () => copy(template),
    image: (from, logBytes) => {
      const to = copy(from);
      if (logBytes !== undefined && logBytes < logBytesOf(to))
        truncateSync(join(to, wal), logBytes);
      return to;
    },
    take: (from) => bring(from, renameSync),
    remove: (path) => rmSync(path, { recursive: true, force: true }),
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}
