import Database from 'better-sqlite3-multiple-ciphers';

/** Thrown when another process holds the data folder. */
export class DataFolderInUse extends Error {}

/**
 * Takes the data folder for this process: exactly one core per database. An exclusive lock on a small SQLite file is freed by the
 * operating system when the process dies, however it dies; a file with a process number in it is not.
 */
export function lockDataFolder(path: string): { readonly release: () => void } {
  const db = new Database(path, { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    if (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')) {
      throw new DataFolderInUse('another process uses this data folder', { cause });
    }
    throw cause;
  }
  return { release: () => db.close() };
}
