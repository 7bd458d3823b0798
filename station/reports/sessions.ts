import { sql } from 'kysely';
import type { CallReadInput } from '../contract/index.ts';
import type { Page } from '../contract/page.ts';
import type { SessionDetail, SessionSummary } from '../contract/sessions.ts';
import type { StationDb } from '../store/database.ts';
import { readPage } from './read-page.ts';
import { compareSealed, differencesIn, type StationCount } from './sealed-figures.ts';

/** Where a session's rows are. */
export interface SessionPlace {
  readonly vehicle: string;
  readonly epoch: string;
  readonly sessionId: string;
}

const sorts = {
  openedAt: 'opened_at_ms',
  vehicle: 'vehicle',
  donations: 'drawn',
  setAside: 'set_aside',
} as const;

/** The sessions that match, the newest first unless another order is wanted. */
export async function readSessions(
  db: StationDb,
  { search, vehicle, show, sort, direction, ...page }: CallReadInput<'session.list'>,
): Promise<Page<SessionSummary>> {
  const rows = await readPage(
    db,
    counted(db)
      .$if(vehicle !== undefined, (q) => q.where('vehicle', '=', vehicle ?? ''))
      .$if(show === 'open', (q) => q.where('sealed_at_ms', 'is', null))
      .$if(show === 'sealed', (q) => q.where('sealed_at_ms', 'is not', null))
      .$if(show === 'with-differences', (q) =>
        q.where((e) =>
          e.or([e('set_aside', '>', 0), e('seal_valid', '=', false), e(differs, '=', true)]),
        ),
      )
      .$if(search !== '', (q) =>
        q.where(
          sql<boolean>`position(lower(${search}) in lower(venue || ' ' || planned || ' ' || plate || ' ' || vehicle || ' ' || organisations::text)) > 0`,
        ),
      )
      .orderBy(sorts[sort], direction === 'ascend' ? 'asc' : 'desc')
      .orderBy('session_id'),
    page,
  );
  return { ...rows, rows: rows.rows.map(toSummary) };
}

export async function readSession(db: StationDb, id: string): Promise<SessionDetail | undefined> {
  const place = await sessionPlace(db, id);
  if (!place) return undefined;
  const row = await counted(db)
    .where('vehicle', '=', place.vehicle)
    .where('epoch', '=', place.epoch)
    .where('session_id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    ...toSummary(row),
    sealedBy: row.sealed_by,
    secondOperator: row.second_operator,
    repeatedAtMs: cameAgain(row) ? row.repeated_at_ms : null,
    knowingly: row.knowingly ?? null,
    sealed: compareSealed(row.totals, countOf(row)),
  };
}

/** Of a session that went on after a restore each chain has a copy: the last of them says how it ended. */
export async function sessionPlace(db: StationDb, id: string): Promise<SessionPlace | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('epoch', (join) =>
      join
        .onRef('epoch.vehicle', '=', 'session.vehicle')
        .onRef('epoch.epoch', '=', 'session.epoch'),
    )
    .select(['session.vehicle', 'session.epoch'])
    .where('session_id', '=', id)
    .orderBy(sql`cardinality(epoch.parents)`, 'desc')
    .orderBy('epoch.last_received_at_ms', 'desc')
    .executeTakeFirst();
  return row && { ...row, sessionId: id };
}

// Counted as the vehicle counts for its seal (electron/core/services/reconciliation.ts): what was drawn and not spoiled.
const counted = (db: StationDb) =>
  db
    .selectFrom((q) =>
      q
        .selectFrom('session')
        .innerJoin('epoch', (join) =>
          join
            .onRef('epoch.vehicle', '=', 'session.vehicle')
            .onRef('epoch.epoch', '=', 'session.epoch'),
        )
        .innerJoin('vehicle', 'vehicle.vehicle', 'session.vehicle')
        .selectAll('session')
        .select(['epoch.last_received_at_ms', 'epoch.repeated_seq', 'epoch.repeated_at_ms'])
        .select('vehicle.plate')
        .select([
          count('visit', sql`true`).as('donors'),
          count('visit', sql`decision = 'eligible'`).as('eligible'),
          count('visit', sql`decision in ('deferred', 'deferred-permanently')`).as('deferred'),
          count('donation', sql`started_at_ms is not null`).as('drawn'),
          count('donation', sql`stopped_at_ms is not null and spoiled is null`).as('collected'),
          count('donation', sql`spoiled is not null`).as('spoiled'),
          count('donation', sql`true`).as('prepared'),
          sql<number>`(select coalesce(sum(volume_ml), 0) from donation as d where d.vehicle = session.vehicle
            and d.epoch = session.epoch and d.session_id = session.session_id and d.spoiled is null)`.as(
            'volume_ml',
          ),
          sql<number>`(select count(*) from set_aside as s join journal as j using (vehicle, epoch, seq)
            where s.vehicle = session.vehicle and s.epoch = session.epoch and s.decision is null
            and j.session = session.session_id)`.as('set_aside'),
        ])
        .as('state'),
    )
    .selectAll();

const count = (table: 'visit' | 'donation', condition: ReturnType<typeof sql>) =>
  sql<number>`(select count(*) from ${sql.table(table)} as t where t.vehicle = session.vehicle
    and t.epoch = session.epoch and t.session_id = session.session_id and ${condition})`;

/** The same comparison as `compareSealed`, where all sessions are looked through. */
const differs = sql<boolean>`(totals is not null and (
  (totals ->> 'donors')::bigint <> donors or (totals ->> 'eligible')::bigint <> eligible
  or (totals ->> 'deferred')::bigint <> deferred or (totals ->> 'donations')::bigint <> collected
  or (totals ->> 'volumeMl')::bigint <> volume_ml
  or (totals ->> 'dinsUsed')::bigint <> prepared - spoiled or (totals ->> 'dinsSpoiled')::bigint <> spoiled))`;

type Row = Awaited<ReturnType<ReturnType<typeof counted>['execute']>>[number];

/** A repeat that reaches its seal is the day once more. */
const cameAgain = ({ sealed_seq, repeated_seq }: Row): boolean =>
  sealed_seq !== null && repeated_seq !== null && repeated_seq >= sealed_seq;

const countOf = (row: Row): StationCount => ({
  ...{ donors: row.donors, eligible: row.eligible, deferred: row.deferred },
  ...{ donations: row.collected, volumeMl: row.volume_ml },
  ...{ dinsUsed: row.prepared - row.spoiled, dinsSpoiled: row.spoiled },
});

const toSummary = (row: Row): SessionSummary => ({
  ...{ sessionId: row.session_id, vehicle: row.vehicle, plate: row.plate, epoch: row.epoch },
  ...{ planned: row.planned, venue: row.venue, organisations: row.organisations },
  target: row.target,
  state: row.sealed_at_ms === null ? 'open' : 'sealed',
  sealValid: row.seal_valid,
  ...{ openedAtMs: row.opened_at_ms, openedBy: row.opened_by, sealedAtMs: row.sealed_at_ms },
  ...{ donors: row.donors, eligible: row.eligible, deferred: row.deferred },
  ...{ donations: row.drawn, volumeMl: row.volume_ml, setAside: row.set_aside },
  differences: differencesIn(compareSealed(row.totals, countOf(row))),
  lastReceivedAtMs: row.last_received_at_ms,
});
