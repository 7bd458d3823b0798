import { existsSync } from 'node:fs';
import { copyFile, open, rename } from 'node:fs/promises';
import type { ChangesPlace } from '../../../shared/sync/donor-changes.ts';
import type { IndexedDonor } from '../../../shared/domain/donor/indexed-donor.ts';
import type { DonorKey } from '../../../shared/ids.ts';
import type { Connection } from './connection.ts';
import {
  newIndexFile,
  type OpenDonorIndex,
  openedOrRemoved,
  putDonors,
  removeDonors,
  schema,
} from './donor-index.ts';
import { copyFileOf, nameWhole, partFile, removeIndexFile } from './donor-index-files.ts';
import { arePersonsWaiting, sortPersons } from './donor-index-persons.ts';
import { keepProgress, progressOf } from './donor-index-progress.ts';

export interface Rows {
  readonly indexVersion: number;
  readonly donors: readonly IndexedDonor[];
  readonly nextCursor: string | null;
}

export interface Changes {
  readonly indexVersion: number;
  readonly donors: readonly IndexedDonor[];
  readonly removed: readonly DonorKey[];
  readonly next: ChangesPlace | null;
}

/** What a transfer asks the station for next, or `sort` before it does. */
export type Wanted =
  | { readonly kind: 'rows'; readonly cursor: string | null }
  | { readonly kind: 'sort' }
  | { readonly kind: 'changes'; readonly since: ChangesPlace };

/**
 * A transfer under way. All rows come in the order of their keys first, because only then five million of them are written quickly; then
 * what changed since its first page. It lives in a file of another name until `finish`, so that an interrupted one never looks
 * finished, and goes on where it was cut however often the station's index moved on meanwhile.
 */
export interface IndexTransfer {
  readonly wanted: () => Wanted;
  readonly takeRows: (page: Rows) => void;
  /** A part of the persons' order: a fifth of a second in which nobody can look anybody up. */
  readonly sort: () => void;
  readonly takeChanges: (changes: Changes) => void;
  /** With the last page of changes the file is whole: gives it its name and closes it. */
  readonly finish: () => void;
  /** Leaves it for later: the next one goes on from it. */
  readonly close: () => void;
  /** Throws away what came so far. */
  readonly abandon: () => void;
}

const sortedAtOnce = 10_000;

export function beginIndexTransfer(
  folder: string,
  keyHex: string,
  generation: number,
): IndexTransfer {
  const path = partFile(folder, generation);
  const db = openedOrRemoved(path, keyHex) ?? newIndexFile(path, keyHex);
  db.exec(schema);
  return {
    wanted: () => {
      const { rowsDone, cursor, place } = progressOf(db);
      if (!rowsDone) return { kind: 'rows', cursor };
      return arePersonsWaiting(db) ? { kind: 'sort' } : { kind: 'changes', since: place };
    },
    takeRows: ({ donors, nextCursor, indexVersion }) =>
      allOrNothing(db, () => {
        const before = progressOf(db);
        const isFirst = before.place.version === 0;
        keepProgress(db, {
          ...{ cursor: nextCursor, rowsDone: nextCursor === null },
          place: isFirst ? { version: indexVersion, donorKey: null } : before.place,
          donors: before.donors + putDonors(db, donors),
        });
      }),
    sort: () => allOrNothing(db, () => sortPersons(db, sortedAtOnce)),
    takeChanges: (changes) => applyChanges(db, changes),
    finish: () => {
      allOrNothing(db, () => sortPersons(db, Number.POSITIVE_INFINITY));
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
      nameWhole(folder, generation);
    },
    close: db.close,
    abandon: () => {
      db.close();
      removeIndexFile(path);
    },
  };
}

/** Takes over a page of changes, all of it or nothing: whoever looks up meanwhile sees the version before or the one after. */
export function applyChanges(
  db: Connection,
  { donors, removed, next, indexVersion }: Changes,
): void {
  allOrNothing(db, () => {
    const before = progressOf(db);
    const change = putDonors(db, donors) - removeDonors(db, removed);
    sortPersons(db, Number.POSITIVE_INFINITY);
    const place = next ?? { version: indexVersion, donorKey: null };
    keepProgress(db, { ...before, place, donors: before.donors + change });
  });
}

function allOrNothing(db: Connection, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (fault) {
    if (db.inTransaction()) db.exec('ROLLBACK');
    throw fault;
  }
}

/**
 * Makes a copy of a whole index the part that a transfer goes on from: many changes are taken over there page by page while the whole
 * one is looked up in. A part that is there already is kept.
 */
export async function copyToPart(
  folder: string,
  generation: number,
  { db, path }: OpenDonorIndex,
): Promise<void> {
  const part = partFile(folder, generation);
  if (existsSync(part)) return;
  db.pragma('wal_checkpoint(TRUNCATE)');
  const copy = copyFileOf(folder, generation);
  await copyFile(path, copy);
  const file = await open(copy, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(copy, part);
}
