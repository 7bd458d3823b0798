import { sql } from 'kysely';
import { setAsideReason } from '../../shared/sync/station-api.ts';
import { holdsUnit, resolutionDecision } from '../../shared/sync/verdicts.ts';
import {
  type QueueFilter,
  queueFilter,
  queueItem,
  type QueueItem,
  type QueuePage,
} from '../contract/queue.ts';
import type { StationDb } from '../store/database.ts';
import { decisionsFor, needsTwoPersons } from './resolve.ts';

const dayMs = 86_400_000;

/** A bag whose visit could not be read has no row of its own: its number stands in the entry alone. */
const din = sql`coalesce(d.din, case when s.donation_id is not null then j.body->>'din' end)`;

/** The set-aside queue as a page needs it, the longest waiting first: items, what was said about each, and what waits in all. */
export async function readQueue(
  db: StationDb,
  filter: QueueFilter,
  nowMs: number,
): Promise<QueuePage> {
  const wanted = queueFilter.parse(filter);
  const [at = '', id = ''] = wanted.cursor?.split('_') ?? [];
  const conditions = [
    sql`true`,
    ...(wanted.state === 'open' ? [sql`s.decision is null`] : []),
    ...(wanted.state === 'resolved' ? [sql`s.decision is not null`] : []),
    ...(wanted.reason === undefined ? [] : [sql`s.reason = ${wanted.reason}`]),
    ...(wanted.vehicle === undefined ? [] : [sql`s.vehicle = ${wanted.vehicle}`]),
    ...(wanted.din === undefined ? [] : [sql`${din} = ${wanted.din}`]),
    ...(wanted.olderThanMs === undefined
      ? []
      : [sql`s.set_aside_at_ms <= ${nowMs - wanted.olderThanMs}`]),
    ...(wanted.cursor === undefined
      ? []
      : [sql`(s.set_aside_at_ms, s.set_aside_id) > (${Number(at)}::bigint, ${id}::uuid)`]),
  ];
  const { rows } = await sql<Record<string, unknown>>`
    select s.set_aside_id as id, s.vehicle, v.plate, s.epoch, s.seq, j.type as "entryType", j.at_ms as "entryAtMs",
      j.operator, j.session as "sessionId", n.venue, s.reason, s.cause, s.facts, s.donation_id as "donationId", ${din} as din,
      d.product, d.box, d.prepared_at_ms as "preparedAtMs", j.received_at_ms as "receivedAtMs",
      case when s.other is null then null else s.other::jsonb || jsonb_build_object('plate',
        coalesce((select plate from vehicle as o where o.vehicle = s.other->>'vehicle'), '')) end as other,
      s.set_aside_at_ms as "setAsideAtMs", s.decision,
      coalesce((select json_agg(json_build_object('decision', r.decision, 'why', r.why, 'by', r.by_person,
        'atMs', r.at_ms, 'settles', r.settles) order by r.number) from resolution as r
        where r.set_aside_id = s.set_aside_id), '[]') as words
    from set_aside as s
    join vehicle as v on v.vehicle = s.vehicle
    join journal as j on j.vehicle = s.vehicle and j.epoch = s.epoch and j.seq = s.seq
    left join donation as d on d.vehicle = s.vehicle and d.epoch = s.epoch and d.donation_id = s.donation_id
    left join session as n on n.vehicle = s.vehicle and n.epoch = s.epoch and n.session_id = j.session
    where ${sql.join(conditions, sql` and `)}
    order by s.set_aside_at_ms, s.set_aside_id limit ${wanted.limit}`.execute(db);
  const items = rows.map(toItem);
  const last = items.length === wanted.limit ? items.at(-1) : undefined;
  return {
    items,
    nextCursor: last ? `${last.setAsideAtMs}_${last.id}` : null,
    open: await countOpen(db, nowMs),
  };
}

const decisionOrNone = resolutionDecision.nullable();

function toItem(row: Record<string, unknown>): QueueItem {
  const reason = setAsideReason.parse(row['reason']);
  const decision = decisionOrNone.parse(row['decision']);
  const concernsDonation = row['donationId'] !== null;
  return queueItem.parse({
    ...row,
    holds: concernsDonation && holdsUnit(decision),
    decisions: decisionsFor(concernsDonation),
    twoPersons: needsTwoPersons(reason, 'release'),
  });
}

async function countOpen(db: StationDb, nowMs: number): Promise<QueuePage['open']> {
  const { rows } = await sql<{
    reason: string;
    vehicle: string;
    plate: string;
    underDay: number;
    underWeek: number;
    count: number;
  }>`
    select s.reason, s.vehicle, v.plate, count(*) as count,
      count(*) filter (where s.set_aside_at_ms > ${nowMs - dayMs}) as "underDay",
      count(*) filter (where s.set_aside_at_ms > ${nowMs - 7 * dayMs}) as "underWeek"
    from set_aside as s join vehicle as v using (vehicle)
    where s.decision is null group by 1, 2, 3`.execute(db);
  const sum = (pick: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + pick(row), 0);
  const by = <K extends string>(key: (row: (typeof rows)[number]) => K) => {
    const counts = new Map<K, number>();
    for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + row.count);
    return [...counts].toSorted(([, one], [, other]) => other - one);
  };
  const plates = new Map(rows.map(({ vehicle, plate }) => [vehicle, plate]));
  const total = sum((row) => row.count);
  const underDay = sum((row) => row.underDay);
  const underWeek = sum((row) => row.underWeek);
  return {
    total,
    byReason: by(({ reason }) => setAsideReason.parse(reason)).map(([reason, each]) => ({
      ...{ reason, count: each },
    })),
    byVehicle: by(({ vehicle }) => vehicle).map(([vehicle, each]) => ({
      ...{ vehicle, plate: plates.get(vehicle) ?? '', count: each },
    })),
    byAge: {
      underDay,
      underWeek: underWeek - underDay,
      older: total - underWeek,
    },
  };
}
