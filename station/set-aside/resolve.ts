import type { Reason } from '../judging/verdict.ts';
import { takePositions } from '../judging/keep.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import {
  liftsHold,
  type ResolutionDecision,
  resolutionDecision,
} from '../../shared/sync/verdicts.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';

export interface Resolve {
  /** The set-aside's own identifier. */
  readonly id: string;
  readonly decision: ResolutionDecision;
  readonly why: string;
  /** The person signed in at the station. */
  readonly by: string;
}

export type ResolveRefusal =
  | 'unknown'
  | 'already-resolved'
  /** The second of two persons must be another one. */
  | 'same-person'
  /** `acknowledge` lifts no hold; where no donation is concerned there is nothing to release or discard. */
  | 'decision-not-possible'
  | 'reason-needed';

/** `needs-second`: noted; the same decision by another person makes it good. Until then nothing has changed. */
export type Resolved = 'resolved' | 'needs-second';

const whyMax = 500;

/** A mistake here reaches a patient: a unit of a deferred donor, or one of two units under one number. */
const twoPersons: ReadonlySet<Reason> = new Set(['donor-deferred', 'din-seen-before']);

export const needsTwoPersons = (reason: Reason, decision: ResolutionDecision): boolean =>
  twoPersons.has(reason) && liftsHold(decision);

/** What may be decided about a set-aside. */
export const decisionsFor = (concernsDonation: boolean): readonly ResolutionDecision[] =>
  resolutionDecision.options.filter((decision) =>
    concernsDonation
      ? decision !== 'acknowledge'
      : decision === 'acknowledge' || decision === 'correct-record',
  );

/**
 * A person's word on what was set aside. Only ever added to; the vehicle reads the outcome in its feed. Lifting the hold of a
 * deferred donor or of a number seen before takes the same decision of two different persons; not using the unit takes one.
 */
export function resolveSetAside(
  db: StationDb,
  { id, decision, why, by }: Resolve,
  nowMs: number = Date.now(),
): Promise<Result<Resolved, ResolveRefusal>> {
  const reason = why.trim();
  const person = by.trim();
  return inTransaction(db, async (trx): Promise<Result<Resolved, ResolveRefusal>> => {
    if (reason.length < 2 || reason.length > whyMax || person === '') return err('reason-needed');
    const row = await trx
      .selectFrom('set_aside')
      .select(['vehicle', 'reason', 'donation_id', 'decision'])
      .where('set_aside_id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return err('unknown');
    if (row.decision !== null) return err('already-resolved');
    if (!decisionsFor(row.donation_id !== null).includes(decision)) {
      return err('decision-not-possible');
    }
    // The table's own check: nothing else is in the column.
    const isShared = needsTwoPersons(row.reason as Reason, decision);
    const first = isShared ? await standingProposal(trx, id) : undefined;
    const isSecond = first?.decision === decision;
    if (isSecond && isSamePerson(first.by_person, person)) return err('same-person');
    const settles = !isShared || isSecond;
    await trx
      .insertInto('resolution')
      .values({
        ...{ set_aside_id: id, decision, why: reason, by_person: person },
        ...{ settles, at_ms: nowMs },
      })
      .execute();
    if (!settles) return ok('needs-second');
    await trx
      .updateTable('set_aside')
      .set({
        ...{ decision, decided_at_ms: nowMs },
        position: await takePositions(trx, row.vehicle, 1),
      })
      .where('set_aside_id', '=', id)
      .execute();
    return ok('resolved');
  });
}

/** The newest word of one person counts: whoever says something else begins anew. */
const standingProposal = (trx: StationTransaction, id: string) =>
  trx
    .selectFrom('resolution')
    .select(['decision', 'by_person'])
    .where('set_aside_id', '=', id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();

const isSamePerson = (one: string, other: string): boolean =>
  one.normalize('NFKC').toLowerCase() === other.normalize('NFKC').toLowerCase();
