import { type Refusal, refused } from '../../../shared/contract/refusals.ts';
import type { Stage } from '../../../shared/contract/session.ts';
import {
  type DonationEvent,
  type DonationState,
  nextState,
} from '../../../shared/domain/donation/state.ts';
import type { DonationId, VisitId } from '../../../shared/ids.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { type Donation, donationById, labelsOf } from '../store/reads/donation.ts';
import { openSession, type Session } from '../store/reads/session.ts';
import { type Visit, visitById } from '../store/reads/visit.ts';
import type { Reader } from '../store/writer.ts';

export function sessionUnderWay(db: Reader): Result<Session, Refusal> {
  const session = openSession(db);
  return session ? ok(session) : err(refused('session-not-open'));
}

export interface VisitAtStep {
  readonly session: Session;
  readonly visit: Visit;
}

/** The visit, when it is in the open session and at one of the stages where the step belongs. */
export function visitAt(
  db: Reader,
  id: VisitId,
  stages: readonly Stage[],
): Result<VisitAtStep, Refusal> {
  const session = sessionUnderWay(db);
  if (!session.ok) return session;
  const visit = visitById(db, id);
  if (!visit || visit.sessionId !== session.value.sessionId) return err(refused('visit-unknown'));
  if (visit.stage === 'ended' && !stages.includes('ended')) return err(refused('visit-ended'));
  if (!stages.includes(visit.stage)) return err(refused('wrong-step', { stage: visit.stage }));
  return ok({ session: session.value, visit });
}

export interface DonationAtStep {
  readonly session: Session;
  readonly donation: Donation;
}

/** The donation, in the open session. */
export function donationAt(db: Reader, id: DonationId): Result<DonationAtStep, Refusal> {
  const session = sessionUnderWay(db);
  if (!session.ok) return session;
  const donation = donationById(db, id);
  const visit = donation && visitById(db, donation.visitId);
  if (!donation || visit?.sessionId !== session.value.sessionId) {
    return err(refused('donation-unknown'));
  }
  return ok({ session: session.value, donation });
}

/** Where a donation stands; its labels are checked when each of the set was scanned back. */
export function donationState(db: Reader, donation: Donation): DonationState {
  const { state } = donation;
  const labels = labelsOf(db, donation.donationId);
  const isChecked = state === 'prepared' && labels.every(({ scanned }) => scanned);
  return {
    phase: isChecked ? 'labels-checked' : state,
    identityConfirmed: donation.identityConfirmed !== null,
  };
}

/** The donation, when `event` may happen to it now. */
export function donationStep(
  db: Reader,
  id: DonationId,
  event: DonationEvent,
): Result<DonationAtStep, Refusal> {
  const at = donationAt(db, id);
  if (!at.ok) return at;
  const next = nextState(donationState(db, at.value.donation), event);
  return next.ok ? at : err(refused(next.error));
}
