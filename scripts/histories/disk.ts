import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
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
  readonly remove: (folder: string) => void;
  readonly close: () => void;
}

export function logBytesOf(folder: string): number {
  const path = join(folder, wal);
  return existsSync(path) ? statSync(path).size : 0;
}

export function createDisks(): Disks {
  const root = mkdtempSync(join(existsSync(ram) ? ram : tmpdir(), 'bloodmobile-histories-'));
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
  const copy = (from: string): string => {
    const to = folder();
    for (const name of readdirSync(from)) {
      // The shared-memory file and the lock are the running program's, not the disk's.
      if (!name.endsWith('-shm') && !name.startsWith('lock.db'))
        copyFileSync(join(from, name), join(to, name));
    }
    return to;
  };
  return {
    fresh: () => copy(template),
    image: (from, logBytes) => {
      const to = copy(from);
      if (logBytes !== undefined && logBytes < logBytesOf(to))
        truncateSync(join(to, wal), logBytes);
      return to;
    },
    remove: (path) => rmSync(path, { recursive: true, force: true }),
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}
