import { sql } from 'kysely';
import type { KnownEntry } from '../intake/known-entry.ts';
import type { StationTransaction } from '../store/database.ts';
import type { ProjectionState } from './state.ts';

type Id = 'sessionId' | 'visitId' | 'donationId';

/**
 * Loads the rows that these entries name. What began before a laptop was restored is found in the chains this one goes on from, the
 * nearest first, and is copied: what one chain says never changes the rows of another.
 */
export async function loadState(
  trx: StationTransaction,
  vehicle: string,
  epoch: string,
  entries: readonly KnownEntry[],
): Promise<ProjectionState> {
  const opened = await trx
    .selectFrom('epoch')
    .select(['device_public_key', 'parents'])
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .executeTakeFirst();
  const lineage = [epoch, ...(opened?.parents ?? [])];
  const sessions = await trx
    .selectFrom('session')
    .selectAll()
    .where('vehicle', '=', vehicle)
    .where('epoch', 'in', lineage)
    .where('session_id', '=', anyOf(entries, 'sessionId'))
    .execute();
  const visits = await trx
    .selectFrom('visit')
    .selectAll()
    .where('vehicle', '=', vehicle)
    .where('epoch', 'in', lineage)
    .where('visit_id', '=', anyOf(entries, 'visitId'))
    .execute();
  const donations = await trx
    .selectFrom('donation')
    .selectAll()
    .where('vehicle', '=', vehicle)
    .where('epoch', 'in', lineage)
    .where('donation_id', '=', anyOf(entries, 'donationId'))
    .execute();
  return {
    epoch,
    devicePublicKey: opened?.device_public_key ?? null,
    sessions: nearest(lineage, sessions, (row) => row.session_id),
    visits: nearest(lineage, visits, (row) => row.visit_id),
    donations: nearest(lineage, donations, (row) => row.donation_id),
  };
}

function nearest<Row extends { readonly epoch: string }>(
  lineage: readonly string[],
  rows: readonly Row[],
  idOf: (row: Row) => string,
): Map<string, Row> {
  const [epoch = ''] = lineage;
  const farthestFirst = rows.toSorted(
    (a, b) => lineage.indexOf(b.epoch) - lineage.indexOf(a.epoch),
  );
  return new Map(farthestFirst.map((row) => [idOf(row), { ...row, epoch }]));
}

/** Writes every row of the state, new or changed. */
export async function storeState(
  trx: StationTransaction,
  vehicle: string,
  epoch: string,
  { devicePublicKey, sessions, visits, donations }: ProjectionState,
): Promise<void> {
  if (devicePublicKey !== null) {
    await trx
      .updateTable('epoch')
      .set({ device_public_key: devicePublicKey })
      .where('vehicle', '=', vehicle)
      .where('epoch', '=', epoch)
      .execute();
  }
  await replace(trx, 'session', 'session_id', [...sessions.values()]);
  await replace(trx, 'visit', 'visit_id', [...visits.values()]);
  await replace(trx, 'donation', 'donation_id', [...donations.values()]);
}

async function replace(
  trx: StationTransaction,
  table: 'session' | 'visit' | 'donation',
  id: string,
  rows: readonly object[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const changing = columns.filter((column) => !['vehicle', 'epoch', id].includes(column));
  // All rows of a table are made by the fold with the same columns; the record's own type brings them into one statement.
  await sql`
    insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    select ${sql.join(columns.map((column) => sql.ref(`t.${column}`)))}
    from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows, storable)}::json) as t
    on conflict (vehicle, epoch, ${sql.ref(id)}) do update set ${sql.join(
      changing.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`),
    )}`.execute(trx);
}

/** PostgreSQL's text has no U+0000. The journal keeps it; here it becomes the replacement character. */
const storable = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value;

function anyOf(entries: readonly KnownEntry[], member: Id) {
  const ids = entries.flatMap(({ body }): string[] => {
    // Each body is an object of its own shape; where it has this member, the schema made it an identifier.
    const id = (body as Readonly<Partial<Record<Id, string>>>)[member];
    return id === undefined ? [] : [id];
  });
  return sql<string>`any(${[...new Set(ids)]}::uuid[])`;
}
