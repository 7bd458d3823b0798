import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { err, ok, type Result } from '../../shared/result.ts';
import { migrate } from './migrate.ts';
import { NamingClient } from './named-statements.ts';
import type { Tables } from './tables.ts';

export type StationDb = Kysely<Tables>;
export type StationTransaction = Transaction<Tables>;

const connectionsMax = 16;
const connectMs = 15_000;
const statementMs = 60_000;

// Numbers of entries and milliseconds fit a double exactly; a day is a text, not an instant in the server's zone.
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) => {
    if (id === pg.types.builtins.INT8) return (text: string) => exactNumber(text);
    if (id === pg.types.builtins.DATE) return (text: string) => text;
    // pg's own declaration of this function is an untyped one.
    return pg.types.getTypeParser(id, format) as (text: string) => unknown;
  },
};

function exactNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error('a bigint of the database is no exact number');
  return value;
}

const pools = new WeakMap<StationDb, pg.Pool>();

/** Connections to the database: open, idle of those, and requests that wait for one. */
export function poolState(db: StationDb): { total: number; idle: number; waiting: number } {
  const pool = pools.get(db);
  return {
    ...{ total: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0 },
    waiting: pool?.waitingCount ?? 0,
  };
}

/** Connects and migrates. Refuses with a sentence when the server cannot be reached or is of the future. */
export async function openDatabase(
  url: string,
  onLost: (problem: string) => void = () => undefined,
): Promise<Result<StationDb, string>> {
  const pool = new pg.Pool({
    Client: NamingClient,
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: statementMs,
    types,
  });
  // An idle connection that breaks would otherwise end the process; whoever asks next gets a new one.
  pool.on('error', (error) => onLost(error.message));
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    await pool.end();
    const why = error instanceof Error ? error.message : String(error);
    return err(`The database cannot be reached (${why}). Check DATABASE_URL and that it runs.`);
  }
  try {
    const migrated = await migrate(client);
    if (!migrated.ok) {
      client.release();
      await pool.end();
      return migrated;
    }
  } catch (error) {
    client.release(true);
    await pool.end();
    throw error;
  }
  client.release();
  const db: StationDb = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  pools.set(db, pool);
  return ok(db);
}
