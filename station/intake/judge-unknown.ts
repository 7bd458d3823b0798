import { sql } from 'kysely';
import { z } from 'zod';
import type { Entry } from '../../shared/journal/entry.ts';
import type { Verdict } from '../judging/verdict.ts';
import { uuidArray } from '../store/binary-array.ts';
import type { StationTransaction } from '../store/database.ts';
import type { Place } from './set-aside.ts';

const uuid = z.uuid();

interface Named {
  readonly subject: string;
  readonly donation_id: string;
}

/**
 * What this station does not understand waits for a person, and so does every unit it speaks of: the entry may be a deferral or a
 * spoiled bag of a later version of the vehicle's program.
 */
export async function judgeUnknown(
  trx: StationTransaction,
  { vehicle, epoch }: Place,
  unknown: readonly Entry[],
): Promise<readonly Verdict[]> {
  if (unknown.length === 0) return [];
  const subjects = unknown.flatMap(({ subject }) => uuid.safeParse(subject).data ?? []);
  const ids = uuidArray([...new Set(subjects)]);
  const { rows } = await sql<Named>`
    select s.subject, d.donation_id from unnest(${ids}::uuid[]) as s(subject)
    join donation as d on d.vehicle = ${vehicle}::text and d.epoch = ${epoch}::uuid
      and (d.donation_id = s.subject or d.visit_id = s.subject)
    order by d.prepared_seq`.execute(trx);
  const donations = Map.groupBy(rows, ({ subject }) => subject);
  return unknown.flatMap(({ seq, subject }): Verdict[] => {
    const held = donations.get(subject ?? '') ?? [];
    return held.length === 0
      ? [{ seq, reason: 'unknown-entry', donationId: null }]
      : held.map(({ donation_id: donationId }) => ({
          ...{ seq, reason: 'unknown-entry', donationId, cause: donationId },
        }));
  });
}
