import type pg from 'pg';
import { err, ok, type Result } from '../../shared/result.ts';
import { migrations } from './migrations/index.ts';

/** Several stations may start at once on one database: one migrates, the others wait. */
const migrationLock = 7_211_002;

/** Brings the database to this version, all pending steps in one transaction. Refuses one made by a newer station, untouched. */
export async function migrate(client: pg.ClientBase): Promise<Result<number, string>> {
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [migrationLock]);
    await client.query(
      'create table if not exists migration (number integer primary key, name text not null, at timestamptz not null default now())',
    );
    const done = await client.query<{ number: number }>('select number from migration');
    const numbers = new Set(done.rows.map((row) => row.number));
    const newest = migrations.at(-1)?.number ?? 0;
    const fromTheFuture = [...numbers].filter((number) => number > newest);
    if (fromTheFuture.length > 0) {
      await client.query('rollback');
      return err(
        `The database was made by a newer station (step ${Math.max(...fromTheFuture)}, this one knows ${newest}). Update this station; nothing was touched.`,
      );
    }
    for (const step of migrations) {
      if (numbers.has(step.number)) continue;
      await client.query(step.sql);
      await client.query('insert into migration (number, name) values ($1, $2)', [
        step.number,
        step.name,
      ]);
    }
    await client.query('commit');
    return ok(newest);
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
