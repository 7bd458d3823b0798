import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type IndexedDonor, indexedDonor } from '../../../shared/domain/donor/indexed-donor.ts';
import type { DonorKey, PersonKey } from '../../../shared/ids.ts';
import {
  type Connection,
  createCompiler,
  DatabaseUnreadable,
  openConnection,
} from './connection.ts';
import { toJson } from './json.ts';

interface IndexTables {
  donor: { donor_key: string; person_key: string | null; body: string };
  progress: { one: 1; next_cursor: string | null; donors: number };
}

const sql = createCompiler<IndexTables>();

/** Another form of the file is thrown away and fetched again: the station has it all. */
const formVersion = 2;

const schema = `
CREATE TABLE IF NOT EXISTS donor (
  donor_key TEXT PRIMARY KEY, person_key TEXT, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS progress (
  one INTEGER PRIMARY KEY CHECK (one = 1), next_cursor TEXT, donors INTEGER NOT NULL
) STRICT;
PRAGMA user_version = ${formVersion};`;

// Made when all rows are there: sorted once it takes seconds, row by row in random order it takes an hour for five million.
const personIndex =
  'CREATE INDEX IF NOT EXISTS donor_person ON donor (person_key) WHERE person_key IS NOT NULL';

const body = indexedDonor.unwrap().omit({ donorKey: true });

/** The index in use: donors by keyed hash, in a file of its own so that opening and checking the day's data stays quick. */
export interface DonorIndex {
  readonly version: number;
  readonly find: (key: DonorKey) => IndexedDonor | undefined;
  /** Donors of this name, birth date and sex, at most ten: proposals for a person to judge. */
  readonly findPerson: (key: PersonKey) => readonly IndexedDonor[];
  readonly count: () => number;
  readonly close: () => void;
}

const personsMax = 10;
const pageCacheKb = 64 * 1024;
const parsedBody = (text: string) => body.parse(JSON.parse(text));

const fileOf = (folder: string, version: number) => join(folder, `donor-index-${version}.db`);
const partOf = (folder: string, version: number) => join(folder, `donor-index-${version}.part.db`);

export const hasDonorIndex = (folder: string, version: number): boolean =>
  version >= 1 && existsSync(fileOf(folder, version));

/** Opens the index of `version`; undefined when this laptop does not hold it whole. */
export function openDonorIndex(
  folder: string,
  keyHex: string,
  version: number,
): DonorIndex | undefined {
  if (!hasDonorIndex(folder, version)) return undefined;
  const db = openedOrRemoved(fileOf(folder, version), keyHex);
  // The inner pages of five million donors' trees fit: a look-up then decrypts one page, not five.
  db?.pragma(`cache_size = -${pageCacheKb}`);
  return (
    db && {
      version,
      find: (key) => {
        const row = db.first(sql.selectFrom('donor').select('body').where('donor_key', '=', key));
        return row && { donorKey: key, ...parsedBody(row.body) };
      },
      findPerson: (key) =>
        db
          .all(
            sql
              .selectFrom('donor')
              .select(['donor_key', 'body'])
              .where('person_key', '=', key)
              .limit(personsMax),
          )
          .map((row) => indexedDonor.parse({ donorKey: row.donor_key, ...parsedBody(row.body) })),
      count: () => progressOf(db).donors,
      close: db.close,
    }
  );
}

/** The station has it all: a damaged file is thrown away and fetched again, and must not keep the day from opening. */
function openedOrRemoved(path: string, keyHex: string): Connection | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const db = openConnection(path, keyHex);
    if (db.pragma('user_version') === formVersion) return db;
    db.close();
  } catch (fault) {
    if (!(fault instanceof DatabaseUnreadable)) throw fault;
  }
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  return undefined;
}

const progressRow = z.object({ next_cursor: z.string().nullable(), donors: z.int() });

function progressOf(db: Connection): {
  readonly next_cursor: string | null;
  readonly donors: number;
} {
  const row = db.first(sql.selectFrom('progress').select(['next_cursor', 'donors']));
  return row ? progressRow.parse(row) : { next_cursor: null, donors: 0 };
}

/** A transfer under way. It lives in a file of another name until `finish`, so that an interrupted one never looks finished. */
export interface IndexTransfer {
  /** Where to go on; null at the beginning. */
  readonly cursor: () => string | null;
  readonly take: (donors: readonly IndexedDonor[], nextCursor: string | null) => void;
  /** The file is whole: gives it its name and closes it. */
  readonly finish: () => void;
  /** Leaves it for later: the next one goes on at its cursor. */
  readonly close: () => void;
  /** Throws away what came so far. */
  readonly abandon: () => void;
}

export function beginIndexTransfer(folder: string, keyHex: string, version: number): IndexTransfer {
  const path = partOf(folder, version);
  const db = openedOrRemoved(path, keyHex) ?? openConnection(path, keyHex);
  db.exec(schema);
  return {
    cursor: () => progressOf(db).next_cursor,
    take: (donors, nextCursor) => {
      let held = progressOf(db).donors;
      db.exec('BEGIN IMMEDIATE');
      try {
        held += putDonors(db, donors);
        const progress = { next_cursor: nextCursor, donors: held };
        db.run(
          sql
            .insertInto('progress')
            .values({ one: 1, ...progress })
            .onConflict((oc) => oc.column('one').doUpdateSet(progress)),
        );
        db.exec('COMMIT');
      } catch (fault) {
        if (db.inTransaction()) db.exec('ROLLBACK');
        throw fault;
      }
    },
    finish: () => {
      db.exec(personIndex);
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
      renameSync(partOf(folder, version), fileOf(folder, version));
    },
    close: db.close,
    abandon: () => {
      db.close();
      rmSync(partOf(folder, version), { force: true });
    },
  };
}

const insertDonor = sql
  .insertInto('donor')
  .values({ donor_key: '', person_key: '', body: '' })
  .onConflict((oc) => oc.doNothing());

/** A page may come twice: its donors are replaced, and counted once. Answers how many were new. */
function putDonors(db: Connection, donors: readonly IndexedDonor[]): number {
  const rows = donors.map(({ donorKey, ...rest }) => [donorKey, rest.personKey, toJson(rest)]);
  const changes = db.runEach(insertDonor, rows);
  for (const [at, { donorKey, ...rest }] of donors.entries()) {
    if (changes[at] === 1) continue;
    const set = { person_key: rest.personKey, body: toJson(rest) };
    db.run(sql.updateTable('donor').set(set).where('donor_key', '=', donorKey));
  }
  return changes.reduce((sum, change) => sum + change, 0);
}

/** Removes the files of other versions, half transfers included. */
export function removeOtherIndexes(folder: string, keep: number): void {
  for (const name of readdirSync(folder)) {
    const match = /^donor-index-(\d+)(?:\.part)?\.db(?:-wal|-shm)?$/.exec(name);
    if (match && Number(match[1]) !== keep) rmSync(join(folder, name), { force: true });
  }
}
