import type { Connection } from './connection.ts';
import { migrations, newestMigration } from './migrations/index.ts';

/** The database was written by a newer program: nothing was touched. */
export class DatabaseNewer extends Error {
  readonly version: number;
  constructor(version: number) {
    super(`the database has version ${version}, this program knows ${newestMigration}`);
    this.version = version;
  }
}

/** Throws DatabaseNewer when a newer program wrote the database. */
export function refuseNewer(db: Connection): number {
  const version = Number(db.pragma('user_version'));
  if (version > newestMigration) throw new DatabaseNewer(version);
  return version;
}

/** Brings the schema to the newest version, all pending migrations in one transaction. Returns true when it changed anything. */
export function migrate(db: Connection): boolean {
  const version = refuseNewer(db);
  const pending = migrations.filter((migration) => migration.number > version);
  if (pending.length === 0) return false;
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const migration of pending) db.exec(migration.sql);
    db.exec(`PRAGMA user_version = ${newestMigration}`);
    db.exec('COMMIT');
  } catch (fault) {
    // A full disk has rolled it back already; a second attempt would hide what was wrong.
    if (db.inTransaction()) db.exec('ROLLBACK');
    throw fault;
  }
  return true;
}
