import { refused } from '../../../shared/contract/refusals.ts';
import type { Caller } from '../../../shared/contract/router.ts';
import type { DecidingRole } from '../../../shared/domain/screening/schema.ts';
import type { OperatorId, VisitId } from '../../../shared/ids.ts';
import { err, ok } from '../../../shared/result.ts';
import { donationOfVisit } from '../store/reads/donation.ts';
import { openSession } from '../store/reads/session.ts';
import { type Visit, visitById } from '../store/reads/visit.ts';
import type { Reader, Writer } from '../store/writer.ts';
import type { AllHandlers, Context } from './context.ts';
import { donorFacts } from './donor-facts.ts';
import { recordsOf } from './donor-records.ts';
import { secondPerson } from './staff.ts';
import { today } from './today.ts';

/** The role in which a person decides; the router let nobody else through. */
const decidingRole = ({ roles }: Caller): DecidingRole =>
  roles.includes('examiner') ? 'examiner' : 'leader';

/** What is for good is done by two people, whichever way. */
function secondWhenForGood(
  ctx: Context,
  db: Reader,
  caller: Caller,
  isForGood: boolean,
  witness: OperatorId | null,
) {
  if (!isForGood) return ok(null);
  return witness === null
    ? err(refused('second-person-needed'))
    : secondPerson(ctx, db, caller, witness);
}

export const deferralHandlers = (
  ctx: Context,
): Pick<AllHandlers, 'deferral.place' | 'deferral.end'> => ({
  'deferral.place': (tx, { visitId, reason, clause, permanent, until, note, witness }, caller) => {
    const visit = visitById(tx, visitId);
    if (!visit) return err(refused('visit-unknown'));
    const { date } = today(ctx);
    if (until !== null && (permanent || until <= date))
      return err(refused('deferral-date-wrong', { until }));
    const second = secondWhenForGood(ctx, tx, caller, permanent, witness);
    if (!second.ok) return second;
    tx.append({
      type: 'deferral.placed',
      operator: caller.operator,
      session: visit.sessionId,
      subject: visitId,
      body: {
        donorKey: visit.donorKey,
        visitId,
        deferral: { reason, clause, permanent, until, bars: 'all', endedOn: null },
        note: note.trim(),
        witness: second.value,
      },
    });
    leaveQueue(tx, caller, visit);
    return ok({});
  },

  'deferral.end': (tx, { visitId, reason, until, why, witness }, caller) => {
    const visit = visitById(tx, visitId);
    if (!visit) return err(refused('visit-unknown'));
    if (why.trim().length < 2) return err(refused('note-needed'));
    const standing = standingDeferral(ctx, tx, visitId, reason, until);
    if (standing === undefined) return err(refused('deferral-unknown', { reason }));
    const second = secondWhenForGood(ctx, tx, caller, standing.permanent, witness);
    if (!second.ok) return second;
    tx.append({
      type: 'deferral.ended',
      operator: caller.operator,
      session: visit.sessionId,
      subject: visitId,
      body: {
        ...{ donorKey: standing.key, visitId, reason, until, why: why.trim() },
        endedOn: today(ctx).date,
        role: decidingRole(caller),
        witness: second.value,
      },
    });
    return ok({});
  },
});

/** Who is deferred goes no further. A number already bound must be destroyed before two people first. */
function leaveQueue(tx: Writer, caller: Caller, { visitId, sessionId, stage }: Visit): void {
  if (stage === 'observation' || stage === 'ended') return;
  if (openSession(tx)?.sessionId !== sessionId) return;
  const donation = donationOfVisit(tx, visitId);
  if (donation && donation.state !== 'spoiled') return;
  tx.append({
    type: 'visit.ended',
    operator: caller.operator,
    session: sessionId,
    subject: visitId,
    body: { visitId, reason: 'deferred' },
  });
}

/** The deferral that still stands, and which of the visit's records carries it. */
function standingDeferral(
  ctx: Context,
  db: Reader,
  id: VisitId,
  reason: string,
  until: string | null,
) {
  const visit = visitById(db, id);
  if (!visit) return undefined;
  return recordsOf(ctx, visit)
    .flatMap((record) =>
      donorFacts(db, visit.identity, [record]).deferrals.map((held) => ({
        ...held,
        key: record.key,
      })),
    )
    .find((held) => held.reason === reason && held.until === until && held.endedOn === null);
}
