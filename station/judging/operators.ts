import { termState } from '../../shared/domain/staff/term.ts';
import type { KnownEntry } from '../intake/known-entry.ts';
import type { StationTransaction } from '../store/database.ts';
import { donationOf } from './times.ts';
import type { Verdict } from './verdict.ts';

/** Who answers for an entry that matters to a donor or a unit: who did it, and who saw it. Of a donation it is the draw. */
function peopleOf(known: KnownEntry): readonly string[] {
  const { operator } = known.entry;
  switch (known.type) {
    case 'session.opened':
    case 'screening.decided':
    case 'screening.overridden':
    case 'donation.started':
      return [operator];
    case 'session.sealed':
      return [operator, known.body.secondOperator];
    case 'donor.registered':
      return known.body.source.kind === 'typed'
        ? [operator, known.body.source.witness]
        : [operator];
    case 'deferral.placed':
    case 'deferral.ended':
      return known.body.witness === null ? [operator] : [operator, known.body.witness];
    case 'donation.spoiled':
      return [operator, known.body.witness];
    case 'consent.signed':
    case 'donation.identity-confirmed':
    case 'donation.prepared':
    case 'donation.stopped':
    case 'epoch.opened':
    case 'examination.recorded':
    case 'integrity.flagged':
    case 'integrity.judged':
    case 'label.asked':
    case 'label.confirmed':
    case 'label.failed':
    case 'label.scanned-back':
    case 'label.sent':
    case 'label.settled':
    case 'label.uncertain':
    case 'questionnaire.answered':
    case 'reference.received':
    case 'test.recorded':
    case 'unit.packed':
    case 'unit.unpacked':
    case 'unit.hold-told':
    case 'visit.ended':
      return [];
  }
}

/**
 * People who were not on the staff list at the time. A station that keeps no staff list at all judges nobody by it; without it no
 * vehicle could sign anybody in either.
 */
export async function judgeOperators(
  trx: StationTransaction,
  understood: readonly KnownEntry[],
): Promise<readonly Verdict[]> {
  const people = [...new Set(understood.flatMap(peopleOf))];
  if (people.length === 0) return [];
  const isKept = await trx.selectFrom('staff').select('operator_id').limit(1).executeTakeFirst();
  if (!isKept) return [];
  const rows = await trx
    .selectFrom('staff')
    .leftJoin('staff_term', 'staff_term.operator_id', 'staff.operator_id')
    .select(['staff.operator_id', 'staff_term.since_ms', 'staff_term.until_ms'])
    .where('staff.operator_id', 'in', people)
    .execute();
  const terms = new Map(rows.map((row) => [row.operator_id, row]));
  const isStaff = (person: string, atMs: number): boolean => {
    const row = terms.get(person);
    if (!row) return false;
    const term =
      row.since_ms === null ? undefined : { sinceMs: row.since_ms, untilMs: row.until_ms };
    return termState(term, atMs) === 'in-force';
  };
  return understood.flatMap((known) =>
    [...new Set(peopleOf(known))]
      .filter((person) => !isStaff(person, known.entry.atMs + known.entry.clockOffsetMs))
      .map((operator) => ({
        ...{ seq: known.entry.seq, reason: 'operator-unknown' as const, cause: operator },
        ...{ donationId: donationOf(known), facts: { operator } },
      })),
  );
}
