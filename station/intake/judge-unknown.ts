import { sql } from 'kysely';
import { z } from 'zod';
import type { Entry } from '../../shared/journal/entry.ts';
import type { LocatedVerdict, Verdict } from '../judging/verdict.ts';
import { uuidArray } from '../store/binary-array.ts';
import type { StationTransaction } from '../store/database.ts';
import type { NumberedEntry } from '../projection/project.ts';
import type { UnreadRow } from './facts.ts';
import type { KnownEntry } from './known-entry.ts';
import type { Place } from './set-aside.ts';

const uuid = z.uuid();

interface Named {
  readonly subject: string;
  readonly donation_id: string;
  /** The chain that holds the entry that prepared it. */
  readonly prepared_in: string;
  readonly prepared_seq: number;
  readonly is_own: boolean;
}

/**
 * What this station does not understand waits for a person, and so does every unit it speaks of: the entry may be a deferral or a
 * spoiled bag of a later version of the vehicle's program. A unit of a chain this one goes on from waits where it was prepared.
 */
export async function judgeUnknown(
  trx: StationTransaction,
  { vehicle, epoch, parents }: Place,
  unknown: readonly Entry[],
  numbered: readonly NumberedEntry[],
): Promise<readonly LocatedVerdict[]> {
  if (unknown.length === 0) return [];
  const subjects = unknown.flatMap(({ subject }) => uuid.safeParse(subject).data ?? []);
  const ids = uuidArray([...new Set(subjects)]);
  const { rows } = await sql<Named>`
    select s.subject, d.donation_id, coalesce(d.prepared_in, d.epoch) as prepared_in, d.prepared_seq,
      d.epoch = ${epoch}::uuid as is_own
    from unnest(${ids}::uuid[]) as s(subject)
    join donation as d on d.vehicle = ${vehicle}::text and d.epoch = any(${uuidArray([epoch, ...parents])}::uuid[])
      and (d.donation_id = s.subject or d.visit_id = s.subject)
    order by d.prepared_seq`.execute(trx);
  const donations = Map.groupBy(rows, ({ subject }) => subject);
  // A number taken for a visit that could not be read: the bag is there, though no row of it can be.
  const labelled = new Map(numbered.map(({ entry, body }) => [entry.seq, body.donationId]));
  return unknown.flatMap(({ seq, subject }): LocatedVerdict[] => {
    const units = donations.get(subject ?? '') ?? [];
    const label = labelled.get(seq);
    const own = [
      ...units.filter(({ is_own }) => is_own).map(({ donation_id }) => donation_id),
      ...(label !== undefined && units.length === 0 ? [label] : []),
    ];
    const copied = new Set(own);
    const before = units.filter(({ donation_id }) => !copied.has(donation_id));
    const verdict = { vehicle, epoch, seq, reason: 'unknown-entry' } as const;
    return [
      ...(own.length === 0 ? [{ ...verdict, donationId: null }] : []),
      ...own.map((donationId) => ({ ...verdict, donationId, cause: donationId })),
      ...before.map(({ donation_id: donationId, prepared_in, prepared_seq }) => ({
        ...{ ...verdict, epoch: prepared_in, seq: prepared_seq, donationId },
        ...becauseOf({ epoch, seq }),
      })),
    ];
  });
}

/** What is said of a unit that waits for another entry than the one its verdict stands on. */
const becauseOf = ({ epoch, seq }: Pick<UnreadRow, 'epoch' | 'seq'>) => ({
  ...{ cause: `${epoch}/${seq}`, facts: { unreadSeq: seq } },
});

/** A unit that is prepared for a visit of which an entry waits unread since an earlier batch waits with it, whatever was said of that entry alone. */
export const preparedAfterUnread = (
  understood: readonly KnownEntry[],
  unread: readonly UnreadRow[],
): readonly Verdict[] =>
  understood.flatMap((known): Verdict[] => {
    if (known.type !== 'donation.prepared') return [];
    const { visitId, donationId } = known.body;
    return unread
      .filter(({ visit_id }) => visit_id === visitId)
      .map((entry) => ({
        ...{ seq: known.entry.seq, reason: 'unknown-entry', donationId },
        ...becauseOf(entry),
      }));
  });

/**
 * Units that only a rebuild with a newer program has brought to light, of which an entry could not be read when it came: nothing of
 * theirs was judged then, so each waits for a person, and once, however many of its entries were unread.
 */
export async function unitsNowRead(trx: StationTransaction): Promise<readonly LocatedVerdict[]> {
  const { rows } = await sql<Named & { vehicle: string; epoch: string; seq: number }>`
    with unread as (select distinct s.vehicle, s.epoch, s.seq, j.subject
      from set_aside as s join journal as j using (vehicle, epoch, seq)
      where s.reason = 'unknown-entry' and s.facts->>'unreadSeq' is null),
    named as (
      select u.*, d.donation_id, coalesce(d.prepared_in, d.epoch) as prepared_in, d.prepared_seq
      from unread as u join donation as d on d.vehicle = u.vehicle and d.donation_id::text = u.subject
      union
      select u.*, d.donation_id, coalesce(d.prepared_in, d.epoch), d.prepared_seq
      from unread as u join donation as d on d.vehicle = u.vehicle and d.visit_id::text = u.subject)
    select distinct on (n.vehicle, n.donation_id) n.* from named as n where not exists (select from set_aside as h
      where h.vehicle = n.vehicle and h.reason = 'unknown-entry' and h.donation_id = n.donation_id)
    order by n.vehicle, n.donation_id, n.seq`.execute(trx);
  return rows.map(({ vehicle, donation_id: donationId, prepared_in, prepared_seq, ...unread }) => ({
    ...{ vehicle, epoch: prepared_in, seq: prepared_seq, reason: 'unknown-entry', donationId },
    ...becauseOf(unread),
  }));
}
