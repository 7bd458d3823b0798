import { termState } from '../../shared/domain/staff/term.ts';
import type { KnownEntry } from '../intake/known-entry.ts';
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

/** Everybody who answers for one of these entries. */
export const answering = (understood: readonly KnownEntry[]): readonly string[] => [
  ...new Set(understood.flatMap(peopleOf)),
];

export interface StaffTerm {
  readonly operator_id: string;
  readonly since_ms: number | null;
  readonly until_ms: number | null;
}

/**
 * People who were not on the staff list at the time; `staff` has those of them who are on it. A station that keeps no staff list at
 * all (null) judges nobody by it; without it no vehicle could sign anybody in either.
 */
export function judgeOperators(
  understood: readonly KnownEntry[],
  staff: readonly StaffTerm[] | null,
): readonly Verdict[] {
  if (staff === null) return [];
  const terms = new Map(staff.map((row) => [row.operator_id, row]));
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
