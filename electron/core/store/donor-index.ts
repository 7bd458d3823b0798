import { existsSync } from 'node:fs';
import { type IndexedDonor, indexedDonor } from '../../../shared/domain/donor/indexed-donor.ts';
import type { DonorKey, PersonKey } from '../../../shared/ids.ts';
import {
  type Connection,
  createCompiler,
  DatabaseUnreadable,
  openConnection,
} from './connection.ts';
import { removeIndexFile, wholeFile } from './donor-index-files.ts';
import { personSchema } from './donor-index-persons.ts';
import { progressOf, progressSchema } from './donor-index-progress.ts';
import { toJson } from './json.ts';

interface IndexTables {
  donor: { place: number; donor_key: Buffer; person_key: Buffer | null; body: string };
  person: { person_key: Buffer; place: number };
}

const sql = createCompiler<IndexTables>();

/** Another form of the file is thrown away and fetched again: the station has it all. */
const formVersion = 5;

export const schema = `
CREATE TABLE IF NOT EXISTS donor (
  place INTEGER PRIMARY KEY, donor_key BLOB NOT NULL, person_key BLOB, body TEXT NOT NULL
) STRICT;
${personSchema}
${progressSchema}
PRAGMA user_version = ${formVersion};`;

const body = indexedDonor.unwrap().omit({ donorKey: true });

/** The index in use: donors by keyed hash, in a file of its own so that opening and checking the day's data stays quick. */
export interface DonorIndex {
  /** Of the station's index: it grows with every increment. */
  readonly version: () => number;
  readonly find: (key: DonorKey) => IndexedDonor | undefined;
  /** Donors of this name, birth date and sex, at most ten: proposals for a person to judge. */
  readonly findPerson: (key: PersonKey) => readonly IndexedDonor[];
  readonly count: () => number;
  readonly close: () => void;
}

const personsMax = 10;
const pageCacheKb = 64 * 1024;
// Decrypting is most of what a look-up takes: a page holds the few rows of one look-up, not twelve others.
const pageBytes = 1024;
const placeHexDigits = 13;
const placesTried = 8;

/**
 * Where a donor's row begins to be looked for: the key's first 52 bits as the row's number, the rare second of the same beginning in the
 * next free place. Rows lie in the order of their keys with nothing but numbers above them in the tree: what is above stays in memory, and
 * a look-up decrypts one page, however many donors there are.
 */
const placeOf = (key: string): number => Number.parseInt(key.slice(0, placeHexDigits), 16);
const blob = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** The places a donor may lie in, and the key that says which of them it is. */
const rowOf = (key: DonorKey) => {
  const place = placeOf(key);
  return sql
    .selectFrom('donor')
    .where('place', '>=', place)
    .where('place', '<', place + placesTried)
    .where('donor_key', '=', blob(key));
};
const parsedBody = (text: string) => body.parse(JSON.parse(text));

/** What keeps an index up to date has its connection too: another one's writes would empty this one's cache. */
export interface OpenDonorIndex extends DonorIndex {
  readonly db: Connection;
  readonly path: string;
}

/** Opens the index under the station's hash key of `generation`; undefined when this laptop does not hold it whole. */
export function openDonorIndex(
  folder: string,
  keyHex: string,
  generation: number,
): OpenDonorIndex | undefined {
  const path = wholeFile(folder, generation);
  if (path === undefined) return undefined;
  const db = openedOrRemoved(path, keyHex);
  // The inner pages of five million donors' tree fit many times over.
  db?.pragma(`cache_size = -${pageCacheKb}`);
  return (
    db && {
      ...{ db, path },
      version: () => progressOf(db).place.version,
      find: (key) => {
        const row = db.first(rowOf(key).select('body'));
        return row && { donorKey: key, ...parsedBody(row.body) };
      },
      findPerson: (key) =>
        db
          .all(
            sql
              .selectFrom('person')
              .innerJoin('donor', 'donor.place', 'person.place')
              .select(['donor_key', 'body'])
              .where('person.person_key', '=', blob(key))
              .limit(personsMax),
          )
          .map((row) =>
            indexedDonor.parse({
              donorKey: row.donor_key.toString('hex'),
              ...parsedBody(row.body),
            }),
          ),
      count: () => progressOf(db).donors,
      close: db.close,
    }
  );
}

/** Opens a file, or makes an empty one of this program's page size. */
export const newIndexFile = (path: string, keyHex: string): Connection =>
  openConnection(path, keyHex, 'write', pageBytes);

/** The station has it all: a damaged file is thrown away and fetched again, and must not keep the day from opening. */
export function openedOrRemoved(path: string, keyHex: string): Connection | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const db = newIndexFile(path, keyHex);
    if (db.pragma('user_version') === formVersion) return db;
    db.close();
  } catch (fault) {
    if (!(fault instanceof DatabaseUnreadable)) throw fault;
  }
  removeIndexFile(path);
  return undefined;
}

const insertDonor = sql
  .insertInto('donor')
  .values({ place: 0, donor_key: Buffer.of(), person_key: Buffer.of(), body: '' })
  .onConflict((oc) => oc.doNothing());

/** A page may come twice: its donors are replaced, and counted once. Answers how many were new. */
export function putDonors(db: Connection, donors: readonly IndexedDonor[]): number {
  const values = donors.map(({ donorKey, ...rest }) => ({
    place: placeOf(donorKey),
    donor_key: blob(donorKey),
    person_key: rest.personKey === null ? null : blob(rest.personKey),
    body: toJson(rest),
  }));
  const changes = db.runEach(
    insertDonor,
    values.map((row) => [row.place, row.donor_key, row.person_key, row.body]),
  );
  return donors.reduce((fresh, { donorKey }, at) => {
    const row = values[at];
    if (changes[at] === 1 || row === undefined) return fresh + (changes[at] ?? 0);
    const known = db.first(rowOf(donorKey).select('place'));
    if (known) {
      const { person_key, body } = row;
      db.run(sql.updateTable('donor').set({ person_key, body }).where('place', '=', known.place));
      return fresh;
    }
    db.run(sql.insertInto('donor').values({ ...row, place: freePlace(db, row.place) }));
    return fresh + 1;
  }, 0);
}

function freePlace(db: Connection, from: number): number {
  for (let place = from; place < from + placesTried; place += 1) {
    const taken = db.first(sql.selectFrom('donor').select('place').where('place', '=', place));
    if (!taken) return place;
  }
  throw new Error('more donors of one beginning of a key than chance gives');
}

/** Answers how many of them were there. */
export function removeDonors(db: Connection, keys: readonly DonorKey[]): number {
  return keys.reduce((gone, key) => {
    const known = db.first(rowOf(key).select('place'));
    if (known) removeAt(db, known.place);
    return known ? gone + 1 : gone;
  }, 0);
}

/**
 * Whoever lies behind because this place was taken moves up, and so on: a free place would take the same donor a second time when he
 * or she comes again.
 */
function removeAt(db: Connection, place: number): void {
  const remove = (at: number): unknown => db.run(sql.deleteFrom('donor').where('place', '=', at));
  remove(place);
  for (let free = place, next = place + 1; next < free + placesTried; next += 1) {
    const row = db.first(sql.selectFrom('donor').selectAll().where('place', '=', next));
    if (!row) return;
    if (placeOf(row.donor_key.toString('hex')) > free) continue;
    // Gone and come, so that the name's place goes along.
    remove(next);
    db.run(sql.insertInto('donor').values({ ...row, place: free }));
    free = next;
  }
}
