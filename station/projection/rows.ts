import { type RawBuilder, sql } from 'kysely';
import type { KnownEntry } from '../intake/known-entry.ts';
import type { StationTransaction } from '../store/database.ts';
import { uuidArray } from '../store/binary-array.ts';
import { type Projection, projections } from './columns.ts';
import type { DonationRow, ProjectionState, SessionRow, VisitRow } from './state.ts';

type Id = 'sessionId' | 'visitId' | 'donationId';

/** The chain that rows are loaded for and kept under, and those it goes on from, the nearest first. */
export interface Lineage {
  readonly vehicle: string;
  readonly epoch: string;
  readonly parents: readonly string[];
  readonly devicePublicKey: string | null;
}

interface Loaded {
  readonly sessions: SessionRow[];
  readonly visits: VisitRow[];
  readonly donations: DonationRow[];
}

/**
 * Loads the rows that these entries name, and the visits of the donations they name. What began before a laptop was restored is found
 * in the chains this one goes on from, the nearest first, and is copied: what one chain says never changes the rows of another.
 */
export async function loadState(
  trx: StationTransaction,
  { vehicle, epoch, parents, devicePublicKey }: Lineage,
  entries: readonly KnownEntry[],
): Promise<ProjectionState> {
  const lineage = [epoch, ...parents];
  const { rows } = await sql<Loaded>`/* intake.load-state */
    with named as materialized (select d.* from donation as d
      where vehicle = ${vehicle}::text and epoch = any(${uuidArray(lineage)}::uuid[])
        and donation_id = any(${idsIn(entries, 'donationId')}::uuid[]))
    select
      (select coalesce(json_agg(s), '[]') from session as s where vehicle = ${vehicle}::text
        and epoch = any(${uuidArray(lineage)}::uuid[])
        and session_id = any(${idsIn(entries, 'sessionId')}::uuid[])) as sessions,
      (select coalesce(json_agg(v), '[]') from visit as v where vehicle = ${vehicle}::text
        and epoch = any(${uuidArray(lineage)}::uuid[])
        and visit_id = any(${idsIn(entries, 'visitId')}::uuid[] || array(select visit_id from named))) as visits,
      (select coalesce(json_agg(d), '[]') from named as d) as donations`.execute(trx);
  const { sessions = [], visits = [], donations = [] } = rows[0] ?? {};
  return {
    ...{ epoch, devicePublicKey },
    sessions: nearest(lineage, sessions, (row) => row.session_id),
    visits: nearest(lineage, visits, (row) => row.visit_id),
    donations: nearest(lineage, donations, (row) => row.donation_id),
    held: new Set([...sessions, ...visits, ...donations]),
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
  return new Map(
    farthestFirst.map((row) => [idOf(row), row.epoch === epoch ? row : { ...row, epoch }]),
  );
}

/** Writes every row of the state that is new or changed. */
export async function storeState(trx: StationTransaction, state: ProjectionState): Promise<void> {
  await upsert('session', state).execute(trx);
  await upsert('visit', state).execute(trx);
  await upsert('donation', state).execute(trx);
}

const rowsOf = (projection: Projection, { held, ...state }: ProjectionState): object[] => {
  const rows: Iterable<object> = state[`${projection}s`].values();
  return [...rows].filter((row) => !held.has(row));
};

/** The statement that writes the state's rows of one projection; nothing when none is new or changed. */
export const upsert = (projection: Projection, state: ProjectionState): RawBuilder<unknown> => {
  const [before, after] = texts[projection];
  const rows = JSON.stringify(rowsOf(projection, state), storable);
  return sql`${before}${rows}${after}`;
};

// The record's own type brings all rows of a table into one statement.
const texts = Object.fromEntries(
  Object.entries(projections).map(([table, { id, columns }]) => {
    const names = Object.keys(columns);
    const changing = names.filter((name) => !['vehicle', 'epoch', id].includes(name));
    return [
      table,
      [
        sql.raw(`insert into ${table} (${names.join(', ')})
          select ${names.map((name) => `t.${name}`).join(', ')}
          from json_populate_recordset(null::${table}, `),
        sql.raw(`::json) as t on conflict (vehicle, epoch, ${id}) do update set
          ${changing.map((name) => `${name} = excluded.${name}`).join(', ')}`),
      ],
    ];
  }),
  // The members are those of `projections`.
) as unknown as Readonly<Record<Projection, readonly [RawBuilder<unknown>, RawBuilder<unknown>]>>;

/** PostgreSQL's text has no U+0000. The journal keeps it; here it becomes the replacement character. */
const storable = (_: string, value: unknown): unknown =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;

function idsIn(entries: readonly KnownEntry[], member: Id): Buffer {
  const ids = entries.flatMap(({ body }): string[] => {
    // Each body is an object of its own shape; where it has this member, the schema made it an identifier.
    const id = (body as Readonly<Partial<Record<Id, string>>>)[member];
    return id === undefined ? [] : [id];
  });
  return uuidArray([...new Set(ids)]);
}
