import { sql } from 'kysely';
import type { StationDb } from '../../station/store/database.ts';

/** The rows of some vehicles as they were, table by table. */
export type StationBackup = ReadonlyMap<string, string>;

/** Every table that holds something of a vehicle's epochs, and how far its feed of verdicts goes. */
export async function epochTables(db: StationDb): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.table_name as name from information_schema.columns c
    join information_schema.columns v on v.table_name = c.table_name and v.table_schema = c.table_schema
    where c.table_schema = 'public' and c.column_name = 'epoch' and v.column_name = 'vehicle'
    order by c.table_name`.execute(db);
  return [...rows.map(({ name }) => name), 'verdict_feed'];
}

export async function backUp(
  db: StationDb,
  tables: readonly string[],
  vehicles: readonly string[],
): Promise<StationBackup> {
  const backup = new Map<string, string>();
  for (const table of tables) {
    const { rows } = await sql<{ rows: string | null }>`
      select json_agg(t)::text as rows from ${sql.table(table)} t where vehicle = any(${[...vehicles]}::text[])`.execute(
      db,
    );
    backup.set(table, rows[0]?.rows ?? '[]');
  }
  return backup;
}

/** Of the time before the vehicles were first heard. */
export const emptyBackup = (tables: readonly string[]): StationBackup =>
  new Map(tables.map((table) => [table, '[]']));

/** Brings the station back to a backup, for these vehicles alone: other histories go on beside it. */
export async function restore(
  db: StationDb,
  backup: StationBackup,
  vehicles: readonly string[],
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const [table, rows] of backup) {
      await sql`delete from ${sql.table(table)} where vehicle = any(${[...vehicles]}::text[])`.execute(
        trx,
      );
      await sql`insert into ${sql.table(table)} select * from json_populate_recordset(null::${sql.table(table)}, ${rows}::json)`.execute(
        trx,
      );
    }
  });
}
