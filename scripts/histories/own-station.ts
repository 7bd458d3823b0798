import { sql } from 'kysely';
import { openDatabase, type StationDb } from '../../station/store/database.ts';
import type { PlantedFault } from './planted-faults.ts';
import { createStation, type SimulatedStation } from './station.ts';

/** A station that serves one history at a time: what concerns all of a station's donors at once cannot happen beside other histories. */
export interface OwnStation {
  /** Runs a history at a station that nobody has ever used, after those that asked before. */
  readonly use: <T>(live: (station: SimulatedStation) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

let made = 0;

/** Its database is made when the first history asks, beside the one named. */
export function createOwnStation(databaseUrl: string, fault: PlantedFault | null): OwnStation {
  let opened: Promise<Opened> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const use = async <T>(live: (station: SimulatedStation) => Promise<T>): Promise<T> => {
    opened ??= open(databaseUrl);
    const { processes, tables } = await opened;
    await empty(processes[0], tables);
    return live(createStation(processes, fault));
  };
  return {
    use: (live) => {
      const answer = last.then(() => use(live));
      last = answer.catch(() => undefined);
      return answer;
    },
    close: async () => {
      await last;
      for (const db of (await opened)?.processes ?? []) await db.destroy();
    },
  };
}

interface Opened {
  readonly processes: readonly [StationDb, StationDb];
  /** Those that hold nothing at a station nobody has used. */
  readonly tables: readonly string[];
}

async function open(databaseUrl: string): Promise<Opened> {
  made += 1;
  const name = `history_${process.pid}_${made}`;
  const server = await connected(databaseUrl);
  await sql`create database ${sql.id(name)} template template0`.execute(server);
  await server.destroy();
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const processes = [await connected(url.href), await connected(url.href)] as const;
  return { processes, tables: await emptyTables(processes[0]) };
}

async function connected(url: string): Promise<StationDb> {
  const opened = await openDatabase(url);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

async function emptyTables(db: StationDb): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`.execute(
    db,
  );
  const tables: string[] = [];
  for (const { name } of rows) {
    const { rows: some } = await sql`select from ${sql.table(name)} limit 1`.execute(db);
    if (some.length === 0) tables.push(name);
  }
  return tables;
}

/** Row by row: to empty a table that holds a few hundred this way takes a tenth of what making a new file for it does. */
async function empty(db: StationDb, tables: readonly string[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Whatever refers to whatever: all of it goes.
    await sql`set local session_replication_role = replica`.execute(trx);
    for (const table of tables) await sql`delete from ${sql.table(table)}`.execute(trx);
    await sql`update counter set value = 1`.execute(trx);
  });
}
