import { decidedAtRegistration } from '../../shared/domain/screening/check-at-registration.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import type { KnownEntry } from '../intake/known-entry.ts';
import { isSealValid } from './seal.ts';
import { change, type ProjectionState, type SessionRow } from './state.ts';

/**
 * Applies one entry to the rows. Answers false when the entry speaks of a session, visit or donation that no earlier entry made.
 */
export function applyEntry(state: ProjectionState, vehicle: string, known: KnownEntry): boolean {
  const { entry } = known;
  const { sessions, visits, donations } = state;
  const key = { vehicle, epoch: state.epoch };
  switch (known.type) {
    case 'epoch.opened':
      state.devicePublicKey = known.body.devicePublicKey;
      return true;
    case 'session.opened':
      sessions.set(known.body.sessionId, { ...key, ...openedSession(entry, known.body) });
      return true;
    case 'session.sealed':
      return change(sessions, known.body.sessionId, {
        sealed_at_ms: entry.atMs,
        sealed_by: entry.operator,
        second_operator: known.body.secondOperator,
        seal_valid: isSealValid(state.devicePublicKey, entry, known.body),
        totals: known.body.totals,
        sealed_seq: entry.seq,
        sealed_in: state.epoch,
      });
    case 'donor.registered':
      if (!sessions.has(known.body.sessionId)) return false;
      visits.set(known.body.visitId, {
        ...key,
        visit_id: known.body.visitId,
        session_id: known.body.sessionId,
        ticket: known.body.ticket,
        donor_key: known.body.donorKey,
        person_key: known.body.personKey,
        organisation: known.body.organisation,
        registered_at_ms: entry.atMs,
        decision: decidedAtRegistration(known.body.answer.check),
        ended: null,
        same_person_as: known.body.samePersonAs,
        rule_set_sha256: null,
      });
      return true;
    case 'screening.decided':
      return change(visits, known.body.visitId, {
        decision: known.body.decision.kind,
        rule_set_sha256: known.body.ruleSetSha256,
      });
    // As on the vehicle: a decision over an earlier measurement says nothing of this one.
    case 'examination.recorded':
      return change(visits, known.body.visitId, { decision: null });
    case 'visit.ended':
      return change(visits, known.body.visitId, { ended: known.body.reason });
    case 'consent.signed':
    case 'questionnaire.answered':
    case 'test.recorded':
    case 'screening.overridden':
    case 'deferral.placed':
    case 'deferral.ended':
    case 'integrity.flagged':
      return visits.has(known.body.visitId);
    case 'donation.prepared': {
      const session = sessions.get(known.body.sessionId);
      if (!session || !visits.has(known.body.visitId)) return false;
      donations.set(known.body.donationId, {
        ...key,
        ...preparedDonation(entry, known.body, session),
        prepared_in: state.epoch,
      });
      return true;
    }
    case 'donation.started':
      return change(donations, known.body.donationId, {
        started_at_ms: entry.atMs,
        started_seq: entry.seq,
        started_in: state.epoch,
      });
    case 'donation.stopped':
      return change(donations, known.body.donationId, {
        stopped_at_ms: entry.atMs,
        volume_ml: known.body.volumeMl,
        duration_s: known.body.durationS,
        no_platelets: known.body.marks.noPlatelets,
        no_ffp: known.body.marks.noFfp,
        volume_out_of_tolerance: known.body.marks.volumeOutOfTolerance,
      });
    case 'donation.spoiled':
      return change(donations, known.body.donationId, {
        spoiled: known.body.reason,
        spoiled_seq: entry.seq,
        spoiled_in: state.epoch,
        spoiled_by: entry.operator,
        spoiled_witness: known.body.witness,
        spoiled_at_ms: entry.atMs,
      });
    case 'unit.packed':
      return change(donations, known.body.donationId, { box: known.body.box });
    case 'unit.unpacked':
      return change(donations, known.body.donationId, { box: null });
    case 'unit.hold-told':
    case 'donation.identity-confirmed':
    case 'label.scanned-back':
    case 'label.asked':
      return donations.has(known.body.donationId);
    case 'integrity.judged':
    case 'reference.received':
    case 'label.sent':
    case 'label.failed':
    case 'label.uncertain':
    case 'label.confirmed':
    case 'label.settled':
      return true;
  }
}

type Body<T extends KnownEntry['type']> = Extract<KnownEntry, { type: T }>['body'];

const openedSession = (entry: Entry, body: Body<'session.opened'>) => ({
  session_id: body.sessionId,
  drive_id: body.drive.driveId,
  planned: body.drive.planned,
  venue: body.drive.venue,
  organisations: body.drive.organisations,
  target: body.drive.target,
  bag_products: body.bagLots.map(({ lot, product }) => ({ lot, product })),
  opened_at_ms: entry.atMs,
  opened_by: entry.operator,
  knowingly: body.knowingly ?? null,
  sealed_at_ms: null,
  sealed_by: null,
  second_operator: null,
  seal_valid: null,
  totals: null,
  din_ranges: body.dinRanges,
  rule_set: body.ruleSet,
  sealed_seq: null,
  sealed_in: null,
});

const preparedDonation = (
  entry: Entry,
  body: Body<'donation.prepared'>,
  { bag_products }: SessionRow,
) => ({
  donation_id: body.donationId,
  session_id: body.sessionId,
  visit_id: body.visitId,
  din: body.din,
  bag_lot: body.bagLot,
  product: bag_products.find(({ lot }) => lot === body.bagLot)?.product ?? null,
  planned_volume_ml: body.volumeMl,
  prepared_at_ms: entry.atMs,
  started_at_ms: null,
  stopped_at_ms: null,
  volume_ml: null,
  duration_s: null,
  no_platelets: false,
  no_ffp: false,
  volume_out_of_tolerance: false,
  spoiled: null,
  box: null,
  prepared_seq: entry.seq,
  prepared_by: entry.operator,
  prepared_in: null,
  started_seq: null,
  started_in: null,
  spoiled_seq: null,
  spoiled_in: null,
  spoiled_by: null,
  spoiled_witness: null,
  spoiled_at_ms: null,
});
