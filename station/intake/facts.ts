import { sql } from 'kysely';
import { dayMs } from '../judging/china-day.ts';
import { horizonMs } from '../judging/interval.ts';
import { answering, type StaffTerm } from '../judging/operators.ts';
import { donationsUnder } from '../judging/past-donations.ts';
import {
  factsOf,
  donorsUnder,
  type PeopleFacts,
  type PeopleFound,
} from '../judging/people-facts.ts';
import { linksOf } from '../judging/people.ts';
import type { Alike } from './alike-keys.ts';
import type { NumberedEntry, Projected } from '../projection/project.ts';
import { textArray, uuidArray } from '../store/binary-array.ts';
import type { StationTransaction } from '../store/database.ts';
import type { Place } from './set-aside.ts';

export interface RangeRow {
  readonly prefix: string;
  readonly first_no: number;
  readonly last_no: number;
}

export interface VisitElsewhere {
  readonly donor_key: string;
  readonly person_key: string;
  readonly registered_at_ms: number;
}

/** An entry nobody could read that came before, of a visit this batch prepares a unit for. */
export interface UnreadRow {
  readonly epoch: string;
  readonly seq: number;
  readonly visit_id: string;
}

interface Found extends PeopleFound {
  readonly noted: readonly string[];
  readonly ranges: readonly RangeRow[];
  readonly elsewhere: readonly VisitElsewhere[];
  readonly unread: readonly UnreadRow[];
  readonly staff: readonly StaffTerm[] | null;
  readonly judging: unknown;
  readonly ruleSets: string | null;
}

/** What the station knows now that bears on a batch. */
export interface Facts extends Omit<Found, keyof PeopleFound> {
  /** Donors whose donations were prepared or begun here. */
  readonly people: PeopleFacts;
  readonly alike: Alike;
}

/** The first donation under each number that this batch names; `noted` are those nobody had used. */
const firstUses = (numbered: readonly NumberedEntry[]): ReadonlyMap<string, string> => {
  const first = new Map<string, string>();
  for (const { body } of numbered) {
    if (!first.has(body.din)) first.set(body.din, body.donationId);
  }
  // In one order by everybody, so that two vehicles never wait for each other.
  return new Map([...first].toSorted(([one], [other]) => (one < other ? -1 : 1)));
};

/**
 * Notes the numbers used, of which the first registered wins, and reads everything a batch is judged by, in one statement after
 * everybody it may depend on is held: it sees what other vehicles brought before.
 */
export async function gatherFacts(
  trx: StationTransaction,
  { vehicle, laptop, epoch, nowMs }: Place,
  { understood, numbered }: Projected,
  donorKeys: readonly string[],
  alike: Alike,
): Promise<Facts> {
  const uses = firstUses(numbered);
  const underEach = (keys: readonly string[]) => keys.flatMap((key) => [...(alike.get(key) ?? [])]);
  const registered = understood.filter((known) => known.type === 'donor.registered');
  const times = registered.map(({ entry }) => entry.atMs);
  const prepared = understood.filter((known) => known.type === 'donation.prepared');
  const visits = (column: 'donor_key' | 'person_key', keys: readonly string[]) => sql`
    select donor_key, person_key, registered_at_ms from visit
    where ${sql.ref(column)} = any(${textArray(keys)}::text[]) and vehicle <> ${vehicle}::text
      and registered_at_ms > ${Math.min(...times, nowMs) - dayMs}::bigint
      and registered_at_ms < ${Math.max(...times, 0) + dayMs}::bigint`;
  const { rows } = await sql<Found>`/* intake.gather-facts */
    with used as (
      insert into din_use (din, vehicle, epoch, donation_id, used_at_ms)
      select t.din, ${vehicle}::text, ${epoch}::uuid, t.donation_id, ${nowMs}::bigint
      from unnest(${textArray([...uses.keys()])}::text[], ${uuidArray([...uses.values()])}::uuid[]) as t(din, donation_id)
      on conflict do nothing returning din)
    select
      (select coalesce(json_agg(din), '[]') from used) as noted,
      (select coalesce(json_agg(r), '[]') from (select prefix, first_no, last_no from din_range
        where vehicle = ${vehicle}::text and (laptop = ${laptop}::text or laptop is null)
          and prefix = any(${textArray(prefixesOf(uses))}::text[])) as r) as ranges,
      (select coalesce(json_agg(v), '[]') from (
        ${visits('donor_key', underEach(registered.map(({ body }) => body.donorKey)))} union all
        ${visits(
          'person_key',
          underEach(registered.map(({ body }) => body.personKey)),
        )}) as v) as elsewhere,
      (select coalesce(json_agg(e), '[]') from (select s.epoch, s.seq, j.subject as visit_id
        from set_aside as s join journal as j using (vehicle, epoch, seq)
        where s.vehicle = ${vehicle}::text and s.reason = 'unknown-entry'
          and j.subject = any(${textArray(prepared.map(({ body }) => body.visitId))}::text[])) as e) as unread,
      case when exists (select from staff) then (select coalesce(json_agg(s), '[]') from (
        select operator_id, since_ms, until_ms from staff left join staff_term using (operator_id)
        where operator_id = any(${textArray(answering(understood))}::text[])) as s) end as staff,
      (select value from setting where name = 'judging') as judging,
      (select value::text from setting where name = 'ruleSets') as "ruleSets",
      (select coalesce(json_agg(l), '[]') from (${linksOf(donorKeys)}) as l) as links,
      (select coalesce(json_agg(d), '[]') from (${donationsUnder(donorKeys, nowMs - horizonMs)}) as d) as donations,
      (select coalesce(json_agg(i), '[]') from (${donorsUnder(donorKeys)}) as i) as donors`.execute(
    trx,
  );
  const [found] = rows;
  if (!found) throw new Error('one row was asked for');
  const { links, donations, donors, ...facts } = found;
  const people = await factsOf(trx, donorKeys, { links, donations, donors, alike }, nowMs);
  return { ...facts, people, alike };
}

const prefixesOf = (uses: ReadonlyMap<string, string>): string[] => [
  ...new Set([...uses.keys()].map((din) => din.slice(0, 7))),
];
