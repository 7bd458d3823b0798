import { sql } from 'kysely';
import { z } from 'zod';
import { setAsideReason } from '../../shared/sync/station-api.ts';
import {
  holdsUnit,
  otherDonation,
  resolutionDecision,
  verdictFacts,
} from '../../shared/sync/verdicts.ts';
import type { StationDb } from '../store/database.ts';
import { decisionsFor, needsTwoPersons } from './resolve.ts';

export const queueFilter = z.object({
  state: z.enum(['open', 'resolved', 'all']).default('open'),
  reason: setAsideReason.optional(),
  vehicle: z.string().max(64).optional(),
  din: z.string().max(13).optional(),
  /** Waiting at least so long. */
  olderThanMs: z.coerce.number().int().min(0).optional(),
  /** Where the page before ended. */
  cursor: z
    .string()
    .regex(/^\d{1,15}_[0-9a-f-]{36}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type QueueFilter = z.input<typeof queueFilter>;

const word = z.strictObject({
  decision: resolutionDecision,
  why: z.string(),
  by: z.string(),
  atMs: z.int(),
  /** false: the first of two persons. */
  settles: z.boolean(),
});

export const queueItem = z.strictObject({
  id: z.uuid(),
  vehicle: z.string(),
  plate: z.string(),
  epoch: z.string(),
  seq: z.int(),
  entryType: z.string(),
  entryAtMs: z.int(),
  operator: z.string(),
  sessionId: z.string().nullable(),
  venue: z.string().nullable(),
  reason: setAsideReason,
  cause: z.string(),
  facts: verdictFacts,
  donationId: z.string().nullable(),
  din: z.string().nullable(),
  product: z.string().nullable(),
  box: z.string().nullable(),
  /** By the clock of this donation's vehicle; beside the other's times it shows who was first. */
  preparedAtMs: z.int().nullable(),
  receivedAtMs: z.int(),
  other: otherDonation.extend({ plate: z.string() }).nullable(),
  setAsideAtMs: z.int(),
  decision: resolutionDecision.nullable(),
  /** Everything said about it, oldest first. */
  words: z.array(word),
  /** The unit must not be released. */
  holds: z.boolean(),
  decisions: z.array(resolutionDecision),
  /** Lifting it takes two persons. */
  twoPersons: z.boolean(),
});
export type QueueItem = Readonly<z.infer<typeof queueItem>>;

const count = z.int().min(0);

export const queuePage = z.strictObject({
  items: z.array(queueItem).max(500),
  nextCursor: z.string().nullable(),
  /** Everything that waits, whatever the filter. */
  open: z.strictObject({
    total: count,
    byReason: z.array(z.strictObject({ reason: setAsideReason, count })),
    byVehicle: z.array(z.strictObject({ vehicle: z.string(), plate: z.string(), count })),
    byAge: z.strictObject({ underDay: count, underWeek: count, older: count }),
  }),
});
export type QueuePage = Readonly<z.infer<typeof queuePage>>;

const dayMs = 86_400_000;

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
    ...(wanted.din === undefined ? [] : [sql`d.din = ${wanted.din}`]),
    ...(wanted.olderThanMs === undefined
      ? []
      : [sql`s.set_aside_at_ms <= ${nowMs - wanted.olderThanMs}`]),
    ...(wanted.cursor === undefined
      ? []
      : [sql`(s.set_aside_at_ms, s.set_aside_id) > (${Number(at)}::bigint, ${id}::uuid)`]),
  ];
  const { rows } = await sql<Record<string, unknown>>`
    select s.set_aside_id as id, s.vehicle, v.plate, s.epoch, s.seq, j.type as "entryType", j.at_ms as "entryAtMs",
      j.operator, j.session as "sessionId", n.venue, s.reason, s.cause, s.facts, s.donation_id as "donationId", d.din,
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

function toItem(row: Record<string, unknown>): QueueItem {
  const reason = setAsideReason.parse(row['reason']);
  const decision = resolutionDecision.nullable().parse(row['decision']);
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
