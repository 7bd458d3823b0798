import { sql } from 'kysely';
import type { StationDb } from '../../station/store/database.ts';

/** Whose rows they are: a history's. */
export interface Owners {
  readonly vehicles: readonly string[];
  /** null: of all donors, and what concerns all of them; the station is this history's alone. */
  readonly donorKeys: readonly string[] | null;
}

/** The rows of a history as they were: table by table, as text that PostgreSQL itself wrote. */
export type StationBackup = Readonly<Record<string, string | null>>;

/** Every table that holds something of a vehicle's epochs, how far its feed of verdicts goes, and what is known of donors. */
export async function epochTables(db: StationDb): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    join pg_attribute e on e.attrelid = c.oid and e.attname = 'epoch'
    join pg_attribute v on v.attrelid = c.oid and v.attname = 'vehicle'
    -- What is in a partition is in its table.
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname`.execute(db);
  return [...rows.map(({ name }) => name), 'verdict_feed', ...donorTables];
}

const donorTables: readonly string[] = ['donor_deferral', 'donor_index'];
/** What a history with a station of its own backs up besides. */
export const keyTables: readonly string[] = [
  ...['donor_hash_key', 'donor_key_link', 'donor_removed', 'counter'],
];

const isOf = (table: string, { vehicles, donorKeys }: Owners) =>
  donorKeys === null
    ? sql`true`
    : donorTables.includes(table)
      ? sql`donor_key = any(${donorKeys.map((key) => Buffer.from(key, 'hex'))}::bytea[])`
      : sql`vehicle = any(${[...vehicles]}::text[])`;

/** One statement, so that all of it is of one moment. Rows as records: JSON cannot carry every text that a journal keeps. */
export async function backUp(
  db: StationDb,
  tables: readonly string[],
  owners: Owners,
): Promise<StationBackup> {
  const parts = tables.map(
    (table) =>
      sql`(select array_agg(t)::text from ${sql.table(table)} t where ${isOf(table, owners)}) as ${sql.ref(table)}`,
  );
  const { rows } = await sql<StationBackup>`select ${sql.join(parts)}`.execute(db);
  return rows[0] ?? {};
}

/** Of the time before the vehicles were first heard. */
export const emptyBackup = (tables: readonly string[]): StationBackup =>
  Object.fromEntries(tables.map((table) => [table, null]));

/** Brings the station back to a backup, for this history alone: other histories go on beside it. */
export async function restore(db: StationDb, backup: StationBackup, owners: Owners): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const [table, rows] of Object.entries(backup)) {
      const name = sql.table(table);
      await sql`delete from ${name} where ${isOf(table, owners)}`.execute(trx);
      if (rows === null) continue;
      await sql`insert into ${name} select r.* from unnest(${rows}::text::${name}[]) r`.execute(
        trx,
      );
    }
  });
}
