import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diskTrouble } from '../../electron/core/disk-trouble.ts';
import { openConnection, sql } from '../../electron/core/store/connection.ts';
import { readEntries } from '../../electron/core/store/journal.ts';
import { projectedTables } from '../../electron/core/store/tables.ts';
import type { Store } from '../../electron/core/store/store.ts';
import type { Writer } from '../../electron/core/store/writer.ts';
import { commandId } from '../../shared/ids.ts';
import { err, ok } from '../../shared/result.ts';
import { appendNote, byHand, keyHex, storeIn, testWorld } from '../support/fresh-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const count = (store: Store, table: 'journal' | 'reply' | 'held'): number =>
  store.reader.all(sql.selectFrom(table).selectAll()).length;

const entriesOf = (store: Store) => readEntries(store.reader, store.epoch, 1, 500);

test('what a write answers ok to is there, also after the store was opened again', () => {
  const folder = temporaryFolder();
  const store = storeIn(folder);
  expect(store.write((tx) => ok(appendNote(tx).seq))).toEqual({ ok: true, value: 2 });
  const entries = entriesOf(store);
  store.close();
  const again = storeIn(folder);
  expect(entriesOf(again)).toEqual(entries);
  expect(again.epoch).toBe(store.epoch);
  again.close();
});

test('a write that is refused or throws leaves nothing, and the next one works', () => {
  const store = storeIn(temporaryFolder());
  const refused = store.write((tx) => {
    appendNote(tx);
    return err('no');
  });
  expect(refused).toEqual({ ok: false, error: 'no' });
  expect(() =>
    store.write((tx) => {
      appendNote(tx);
      throw new Error('our bug');
    }),
  ).toThrow('our bug');
  expect(count(store, 'journal')).toBe(1);
  expect(store.write((tx) => ok(appendNote(tx).seq))).toEqual({ ok: true, value: 2 });
  store.close();
});

test('an async body is a fault, and what it does afterwards reaches nothing', async () => {
  const store = storeIn(temporaryFolder());
  let later: Promise<unknown> = Promise.resolve();
  const asynchronous = (tx: Writer) => {
    later = (async () => {
      appendNote(tx);
      await Promise.resolve();
      appendNote(tx);
    })();
    // What a body marked `async` would give back.
    return later as never;
  };
  expect(() => store.write(asynchronous)).toThrow('async');
  await expect(later).rejects.toThrow();
  expect(count(store, 'journal')).toBe(1);
  store.close();
});

test('a write inside a write is a fault and undoes the outer one', () => {
  const store = storeIn(temporaryFolder());
  expect(() =>
    store.write((tx) => {
      appendNote(tx);
      return store.write((inner) => ok(appendNote(inner)));
    }),
  ).toThrow('inside');
  expect(count(store, 'journal')).toBe(1);
  store.close();
});

test('a writer kept beyond its write can append and keep nothing', () => {
  const store = storeIn(temporaryFolder());
  let kept: Writer | undefined;
  store.write((tx) => {
    kept = tx;
    return ok(null);
  });
  expect(() => kept && appendNote(kept)).toThrow();
  expect(() => kept?.keep(sql.deleteFrom('reply'))).toThrow();
  expect(count(store, 'journal')).toBe(1);
  store.close();
});

test('listeners hear of commits only, and may write themselves', () => {
  const store = storeIn(temporaryFolder());
  let commits = 0;
  const stop = store.onCommit(() => {
    commits += 1;
    if (commits === 1) store.write((tx) => ok(appendNote(tx)));
  });
  store.write(() => err(null));
  expect(commits).toBe(0);
  store.write((tx) => ok(appendNote(tx)));
  expect(commits).toBe(2);
  stop();
  store.write((tx) => ok(appendNote(tx)));
  expect(commits).toBe(2);
  expect(count(store, 'journal')).toBe(4);
  store.close();
});

test('a writer keeps rows of its own tables and of no projected one, however the statement is written', () => {
  const store = storeIn(temporaryFolder());
  const row = { epoch: store.epoch, through_seq: 1, head_hash: 'x', at_ms: 1 };
  store.write((tx) => {
    tx.keep(sql.insertInto('held').values(row));
    return ok(null);
  });
  expect(count(store, 'held')).toBe(1);
  const tables = ['journal', ...projectedTables] as const;
  const forbidden = tables.flatMap((table) => [
    sql.deleteFrom(table),
    sql.with('x', (db) => db.selectFrom('epoch').selectAll()).deleteFrom(table),
    sql.insertInto(table).columns([]).expression(sql.selectFrom(table).selectAll()),
    sql.replaceInto(table).expression(sql.selectFrom(table).selectAll()),
    sql.insertInto(table).orIgnore().expression(sql.selectFrom(table).selectAll()),
    sql.updateTable(table).set({}),
  ]);
  for (const query of forbidden) {
    expect(
      () =>
        store.write((tx) => {
          tx.keep(query);
          return ok(null);
        }),
      query.compile().sql,
    ).toThrow('only an entry');
  }
  store.close();
});

test('reading cannot write, not even with returning', () => {
  const store = storeIn(temporaryFolder());
  const change = sql
    .insertInto('held')
    .values({ epoch: store.epoch, through_seq: 9, head_hash: 'x', at_ms: 1 })
    .returningAll();
  expect(() => store.reader.all(change)).toThrow();
  expect(() => store.reader.first(change)).toThrow();
  expect(() => store.write((tx) => ok(tx.all(change)))).toThrow();
  expect(count(store, 'held')).toBe(0);
  store.close();
});

test('an entry cannot be edited, deleted or replaced by SQL', () => {
  const folder = temporaryFolder();
  const store = storeIn(folder);
  const db = byHand(folder);
  const before = entriesOf(store);
  expect(() => db.exec("UPDATE journal SET body = '{}'")).toThrow('never edited');
  expect(() => db.exec('DELETE FROM journal')).toThrow('never deleted');
  expect(() => db.exec('REPLACE INTO journal SELECT * FROM journal')).toThrow('never');
  expect(() =>
    db.exec(
      'INSERT OR REPLACE INTO journal SELECT position + 100, epoch, seq, at_ms, 0, day, operator, session, type, version, subject, body_hash, prev_hash, hash, body FROM journal',
    ),
  ).toThrow('never');
  db.close();
  expect(entriesOf(store)).toEqual(before);
  store.close();
});

test('entries are numbered without gaps and each names the hash of the one before it', () => {
  const world = testWorld();
  const store = storeIn(temporaryFolder(), world);
  for (let at = 0; at < 20; at += 1) {
    // The vehicle's clock jumps back and forth; the order does not follow it.
    world.passTime(at % 3 === 0 ? -3_600_000 : 5_000_000);
    store.write((tx) => (at % 4 === 1 ? err(appendNote(tx)) : ok(appendNote(tx))));
  }
  const entries = entriesOf(store);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => at + 1));
  expect(entries.length).toBe(16);
  const hashes = ['0'.repeat(64), ...entries.map(({ hash }) => hash)];
  expect(entries.map(({ prevHash }) => prevHash)).toEqual(hashes.slice(0, -1));
  expect(new Set(hashes).size).toBe(hashes.length);
  store.close();
});

const id = (digit: number) => commandId.parse(`0198a000-0000-7000-8000-00000000000${digit}`);

test('a repeated command id answers the first reply and changes nothing, also after a restart', () => {
  const folder = temporaryFolder();
  const world = testWorld();
  let store = storeIn(folder, world);
  const run = (answer: string) =>
    store.once(id(1), 'donor.register', 'demo', (tx) => ok({ answer, seq: appendNote(tx).seq }));
  const first = run('first');
  expect(first).toEqual({ ok: true, value: { answer: 'first', seq: 2 } });
  expect(run('second')).toEqual(first);
  store.close();
  store = storeIn(folder, world);
  expect(run('third')).toEqual(first);
  expect(count(store, 'journal')).toBe(2);
  expect(count(store, 'reply')).toBe(1);
  store.close();
});

test('a command id used for another command is a fault', () => {
  const store = storeIn(temporaryFolder());
  store.once(id(1), 'donor.register', 'demo', () => ok(null));
  expect(() => store.once(id(1), 'visit.end', 'demo', () => ok(null))).toThrow('two commands');
  store.close();
});

test('a refused or broken command leaves no row and may be tried again under its id', () => {
  const store = storeIn(temporaryFolder());
  const attempt = (work: 'refuse' | 'throw' | 'do') =>
    store.once(id(2), 'donor.register', 'demo', (tx) => {
      const { seq } = appendNote(tx);
      if (work === 'throw') throw new Error('our bug');
      return work === 'refuse' ? err('no') : ok(seq);
    });
  expect(attempt('refuse')).toEqual({ ok: false, error: 'no' });
  expect(() => attempt('throw')).toThrow('our bug');
  expect([count(store, 'journal'), count(store, 'reply')]).toEqual([1, 0]);
  expect(attempt('do')).toEqual({ ok: true, value: 2 });
  store.close();
});

test('SQL made from data is noticed: the number of distinct statements is bounded', () => {
  const store = storeIn(temporaryFolder());
  const same = (at: number) => sql.selectFrom('epoch').select('epoch').where('epoch', '=', `${at}`);
  for (let at = 0; at < 2000; at += 1) store.reader.all(same(at));
  const distinct = (at: number) =>
    sql.selectFrom('epoch').select(`epoch as column_${at}` as 'epoch');
  expect(() => {
    for (let at = 0; at < 600; at += 1) store.reader.all(distinct(at));
  }).toThrow('too many distinct statements');
  store.close();
});

test('what SQLite says of a full disk is known for it, and nothing of the write stays', () => {
  const db = openConnection(join(temporaryFolder(), 'full.db'), keyHex);
  db.exec('CREATE TABLE filled (bytes BLOB) STRICT');
  const pages = Number(db.pragma('page_count'));
  db.pragma(`max_page_count = ${pages + 20}`);
  const fill = (): void => {
    db.exec('BEGIN IMMEDIATE');
    try {
      for (let row = 0; row < 100; row += 1) db.exec('INSERT INTO filled VALUES (zeroblob(8192))');
      db.exec('COMMIT');
    } finally {
      if (db.inTransaction()) db.exec('ROLLBACK');
    }
  };
  let fault: unknown;
  try {
    fill();
  } catch (thrown) {
    fault = thrown;
  }
  expect(diskTrouble(fault, '/anywhere')).toBe('full');
  expect(db.pragma('page_count')).toBe(pages);
  db.close();
});
