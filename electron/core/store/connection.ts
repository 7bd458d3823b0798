import Database from 'better-sqlite3-multiple-ciphers';
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Tables } from './tables.ts';

/** Kysely writes the SQL and types the rows; it never executes (its async transactions lose writes over a synchronous driver). */
export const createCompiler = <T>(): Kysely<T> =>
  new Kysely<T>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });

export const sql = createCompiler<Tables>();

export interface Compilable<Row> {
  compile(): CompiledQuery<Row>;
}

/** A query without parameters of its caller, compiled once and for all: for what is asked again and again. */
export function written<Row>(query: Compilable<Row>): Compilable<Row> {
  const compiled = query.compile();
  return { compile: () => compiled };
}

/** Distinct statements of this program; a bound, so that SQL built from data would be noticed. */
const statementsMax = 500;
const busyTimeoutMs = 2_000;

export interface Connection {
  readonly all: <Row>(query: Compilable<Row>) => readonly Row[];
  readonly first: <Row>(query: Compilable<Row>) => Row | undefined;
  readonly run: (query: Compilable<unknown>) => { readonly changes: number };
  /** Runs one statement for many rows: compiled once, `rows` carry its parameters in order. Answers each row's changes. */
  readonly runEach: (
    query: Compilable<unknown>,
    rows: readonly (readonly unknown[])[],
  ) => readonly number[];
  readonly exec: (sql: string) => void;
  readonly inTransaction: () => boolean;
  readonly pragma: (text: string) => unknown;
  readonly close: () => void;
}

/** `memory` is a scratch database for a replay: nothing of it reaches a disk, so nothing is encrypted or journalled. */
export type Mode = 'write' | 'read' | 'memory';

export class DatabaseUnreadable extends Error {}

/** Runs `work` over a database; a page that cannot be read says so as DatabaseUnreadable. */
export function readable<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!isUnreadable(cause)) throw cause;
    throw new DatabaseUnreadable('wrong key or damaged file', { cause });
  }
}

/**
 * Opens an encrypted file. The key is 32 bytes as hex; a wrong key and a damaged first page look the same: DatabaseUnreadable.
 * `newPageBytes` is the page size of a file that is made by opening it.
 */
export function openConnection(
  path: string,
  keyHex: string,
  mode: Mode = 'write',
  newPageBytes = 4096,
): Connection {
  if (!/^[0-9a-f]{64}$/.test(keyHex)) throw new DatabaseUnreadable('the key is not 32 bytes');
  const db = new Database(path, { readonly: mode === 'read', timeout: busyTimeoutMs });
  try {
    if (mode !== 'memory') {
      db.pragma("cipher='chacha20'");
      db.pragma(`key='raw:${keyHex}'`);
    }
    readable(() => {
      db.prepare('SELECT count(*) FROM sqlite_schema').get();
      if (mode === 'write') db.pragma(`page_size = ${newPageBytes}`);
      setPragmas(db, mode);
    });
  } catch (cause) {
    db.close();
    throw cause;
  }
  return wrap(db);
}

/** The file cannot be read there: wrong key, a page that fails its authentication, a damaged tree. */
export const isUnreadable = (cause: unknown): boolean =>
  cause instanceof Database.SqliteError && /NOTADB|CORRUPT/.test(cause.code);

// An existing WAL database opens at synchronous=NORMAL, which loses acknowledged rows in a power cut: set on every open, read back.
function setPragmas(db: Database.Database, mode: Mode): void {
  const wanted: readonly (readonly [string, string | number])[] = [
    ...(mode === 'write' ? ([['journal_mode', 'wal']] as const) : []),
    ['synchronous', 2],
    ['foreign_keys', 1],
    ['trusted_schema', 0],
    ['busy_timeout', busyTimeoutMs],
  ];
  for (const [name, value] of wanted) {
    db.pragma(`${name} = ${value}`);
    const held = db.pragma(name, { simple: true });
    if (held !== value) throw new Error(`pragma ${name} is ${String(held)}, not ${value}`);
  }
}

function wrap(db: Database.Database): Connection {
  const statements = new Map<string, Database.Statement>();
  const prepare = (text: string): Database.Statement => {
    const known = statements.get(text);
    if (known) return known;
    if (statements.size >= statementsMax) throw new Error('too many distinct statements');
    const made = db.prepare(text);
    statements.set(text, made);
    return made;
  };
  const reading = (text: string): Database.Statement => {
    const statement = prepare(text);
    // `INSERT … RETURNING` gives rows too: a reader must not be a way to write.
    if (!statement.readonly) throw new Error('a statement that writes was given to a reader');
    return statement;
  };
  return {
    // The row type comes from the query that Kysely typed; SQLite itself cannot state it.
    all: <Row>(query: Compilable<Row>) => {
      const { sql: text, parameters } = query.compile();
      return reading(text).all(...parameters) as Row[];
    },
    first: <Row>(query: Compilable<Row>) => {
      const { sql: text, parameters } = query.compile();
      return reading(text).get(...parameters) as Row | undefined;
    },
    run: (query) => {
      const { sql: text, parameters } = query.compile();
      return { changes: prepare(text).run(...parameters).changes };
    },
    runEach: (query, rows) => {
      const statement = prepare(query.compile().sql);
      return rows.map((parameters) => statement.run(...parameters).changes);
    },
    exec: (text) => void db.exec(text),
    inTransaction: () => db.inTransaction,
    pragma: (text) => db.pragma(text, { simple: true }),
    close: () => {
      statements.clear();
      db.close();
    },
  };
}
