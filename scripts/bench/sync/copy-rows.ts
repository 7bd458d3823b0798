import { sql } from 'kysely';
import type { StationDb } from '../../../station/store/database.ts';
import type { BenchStation } from './bench-station.ts';

/** Every table in which a batch leaves rows, each before those that refer to it. */
const tables = [
  ...['epoch', 'day_key', 'journal', 'session', 'visit', 'donation', 'din_use'],
  ...['set_aside', 'verdict_feed'],
] as const;

export interface Copied {
  readonly seconds: number;
  readonly rows: number;
}

/**
 * Copies everything the intake left behind of these vehicles into another database of the same definition: one COPY for each table,
 * from a file the server reads by itself, committed as durably as a batch. Only the COPYs are timed.
 */
export async function copyRowsOf(
  { db, serverFolder }: BenchStation,
  into: StationDb,
  vehicles: readonly string[],
): Promise<Copied> {
  await sql`insert into vehicle select * from json_populate_recordset(null::vehicle, ${JSON.stringify(
    vehicles.map((vehicle) => ({ vehicle, plate: vehicle, enrolled_at_ms: 0 })),
  )}::json)`.execute(into);
  const ours = `vehicle = any('{${vehicles.join(',')}}')`;
  const files = tables.map((table) => ({ table, file: `${serverFolder}/${table}.copy` }));
  for (const { table, file } of files) {
    await sql.raw(`copy (select * from ${table} where ${ours}) to '${file}'`).execute(db);
  }
  await sql`checkpoint`.execute(into);
  let rows = 0;
  const startedAt = performance.now();
  for (const { table, file } of files) {
    await sql.raw(`copy ${table} from '${file}'`).execute(into);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  for (const { table } of files) {
    const counted = await sql<{ rows: number }>`
      select count(*) as rows from ${sql.raw(table)} where ${sql.raw(ours)}`.execute(into);
    rows += counted.rows[0]?.rows ?? 0;
  }
  return { seconds, rows };
}
