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
  donor: { donor_key: string; body: string };
  person: { person_key: string; donor_key: string };
  progress: { one: 1; next_cursor: string | null; donors: number };
}

const sql = createCompiler<IndexTables>();

const schema = `
CREATE TABLE IF NOT EXISTS donor (donor_key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS person (
  person_key TEXT NOT NULL, donor_key TEXT NOT NULL, PRIMARY KEY (person_key, donor_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS progress (
  one INTEGER PRIMARY KEY CHECK (one = 1), next_cursor TEXT, donors INTEGER NOT NULL
) STRICT;`;

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
              .selectFrom('person')
              .innerJoin('donor', 'donor.donor_key', 'person.donor_key')
              .select(['person.donor_key', 'donor.body'])
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
  try {
    return openConnection(path, keyHex);
  } catch (fault) {
    if (!(fault instanceof DatabaseUnreadable)) throw fault;
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
    return undefined;
  }
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
        for (const donor of donors) if (putDonor(db, donor) === 'new') held += 1;
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

/** A page may come twice: its donors are replaced, and counted once. */
function putDonor(db: Connection, { donorKey, ...rest }: IndexedDonor): 'new' | 'replaced' {
  const row = { donor_key: donorKey, body: toJson(rest) };
  if (rest.personKey !== null) {
    const person = { person_key: rest.personKey, donor_key: donorKey };
    db.run(
      sql
        .insertInto('person')
        .values(person)
        .onConflict((oc) => oc.doNothing()),
    );
  }
  const insert = sql.insertInto('donor').values(row);
  if (db.run(insert.onConflict((oc) => oc.doNothing())).changes === 1) return 'new';
  db.run(sql.updateTable('donor').set({ body: row.body }).where('donor_key', '=', donorKey));
  return 'replaced';
}

/** Removes the files of other versions, half transfers included. */
export function removeOtherIndexes(folder: string, keep: number): void {
  for (const name of readdirSync(folder)) {
    const match = /^donor-index-(\d+)(?:\.part)?\.db(?:-wal|-shm)?$/.exec(name);
    if (match && Number(match[1]) !== keep) rmSync(join(folder, name), { force: true });
  }
}
