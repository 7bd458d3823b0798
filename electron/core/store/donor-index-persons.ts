import { type Connection, createCompiler } from './connection.ts';

interface PersonTables {
  person: { person_key: Buffer; place: number };
  person_waiting: { bucket: Buffer; place: number; person_key: Buffer };
}

const sql = createCompiler<PersonTables>();

/**
 * Where the donors of a name, birth date and sex lie. Donors come in the order of their own keys, which is none of these: five million
 * put here one by one take an hour, and sorted in one statement half a minute in which nobody can look anybody up. So they wait in 256
 * heaps by their first byte, and are put in order heap by heap.
 */
export const personSchema = `
CREATE TABLE IF NOT EXISTS person (
  person_key BLOB NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (person_key, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS person_waiting (
  bucket BLOB NOT NULL, place INTEGER NOT NULL, person_key BLOB NOT NULL, PRIMARY KEY (bucket, place)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS person_came AFTER INSERT ON donor WHEN new.person_key IS NOT NULL BEGIN
  INSERT INTO person_waiting VALUES (substr(new.person_key, 1, 1), new.place, new.person_key);
END;
CREATE TRIGGER IF NOT EXISTS person_went AFTER DELETE ON donor WHEN old.person_key IS NOT NULL BEGIN
  DELETE FROM person WHERE person_key = old.person_key AND place = old.place;
  DELETE FROM person_waiting WHERE bucket = substr(old.person_key, 1, 1) AND place = old.place;
END;
CREATE TRIGGER IF NOT EXISTS person_changed AFTER UPDATE OF person_key ON donor
WHEN old.person_key IS NOT new.person_key BEGIN
  DELETE FROM person WHERE person_key = old.person_key AND place = old.place;
  DELETE FROM person_waiting WHERE bucket = substr(old.person_key, 1, 1) AND place = old.place;
  INSERT INTO person_waiting SELECT substr(new.person_key, 1, 1), new.place, new.person_key
    WHERE new.person_key IS NOT NULL;
END;`;

const firstWaiting = sql.selectFrom('person_waiting').select('bucket').orderBy('bucket').limit(1);

/** Whether somebody is not to be found by name yet. */
export const arePersonsWaiting = (db: Connection): boolean => db.first(firstWaiting) !== undefined;

/** Puts waiting persons in order, heap by heap until it was `most` of them or none is left. */
export function sortPersons(db: Connection, most: number): void {
  for (let sorted = 0; sorted < most; ) {
    const heap = db.first(firstWaiting);
    if (!heap) return;
    const ofHeap = sql.selectFrom('person_waiting').where('bucket', '=', heap.bucket);
    db.run(
      sql
        .insertInto('person')
        .columns(['person_key', 'place'])
        .expression(ofHeap.select(['person_key', 'place']).orderBy('person_key')),
    );
    sorted += db.run(sql.deleteFrom('person_waiting').where('bucket', '=', heap.bucket)).changes;
  }
}
