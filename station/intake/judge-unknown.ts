import { sql } from 'kysely';
import { z } from 'zod';
import type { Entry } from '../../shared/journal/entry.ts';
import type { LocatedVerdict, Verdict } from '../judging/verdict.ts';
import { uuidArray } from '../store/binary-array.ts';
import type { StationTransaction } from '../store/database.ts';
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
  return unknown.flatMap(({ seq, subject }): LocatedVerdict[] => {
    const units = donations.get(subject ?? '') ?? [];
    const own = units.filter(({ is_own }) => is_own).map(({ donation_id }) => donation_id);
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
