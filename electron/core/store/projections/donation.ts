import type { Entry } from '../../../../shared/journal/entry.ts';
import { type Connection, sql } from '../connection.ts';
import { toJson } from '../json.ts';
import type { DonationTable, VisitTable } from '../tables.ts';
import type { Projections } from './index.ts';

const change = (db: Connection, donationId: string, set: Partial<DonationTable>): void =>
  void db.run(sql.updateTable('donation').set(set).where('donation_id', '=', donationId));

function moveVisit(
  db: Connection,
  entry: Entry,
  donationId: string,
  stage: VisitTable['stage'],
): void {
  const visit = sql.selectFrom('donation').select('visit_id').where('donation_id', '=', donationId);
  db.run(
    sql
      .updateTable('visit')
      .set({ stage, stage_since_ms: entry.atMs })
      .where('visit_id', '=', visit)
      // Who has gone home stays there, whatever becomes of the bag.
      .where('stage', '!=', 'ended'),
  );
}

export const donationProjections: Projections<
  | 'donation.prepared'
  | 'donation.identity-confirmed'
  | 'donation.started'
  | 'donation.stopped'
  | 'donation.spoiled'
  | 'unit.packed'
  | 'unit.unpacked'
  | 'unit.hold-told'
> = {
  'donation.prepared': (db, entry, body) => {
    db.run(
      sql.insertInto('donation').values({
        donation_id: body.donationId,
        session_id: body.sessionId,
        visit_id: body.visitId,
        din: body.din,
        din_origin: body.dinOrigin,
        bag_lot: body.bagLot,
        wanted_volume_ml: body.volumeMl,
        state: 'prepared',
        identity_confirmed: null,
        prepared_at_ms: entry.atMs,
        started_at_ms: null,
        stopped_at_ms: null,
        volume_ml: null,
        volume_source: null,
        duration_s: null,
        marks: null,
        box: null,
        packed_at_ms: null,
        hold_told_to: null,
        spoil_reason: null,
        spoil_witness: null,
      }),
    );
    for (const [position, label] of body.labels.entries()) {
      db.run(
        sql.insertInto('donation_label').values({
          donation_id: body.donationId,
          position,
          kind: label.kind,
          flags: label.flags,
          scanned_raw: null,
          scanned_at_ms: null,
        }),
      );
    }
  },
  'donation.identity-confirmed': (db, _entry, body) =>
    change(db, body.donationId, { identity_confirmed: body.how }),
  'donation.started': (db, entry, body) =>
    change(db, body.donationId, { state: 'started', started_at_ms: entry.atMs }),
  'donation.stopped': (db, entry, body) => {
    change(db, body.donationId, {
      state: 'stopped',
      stopped_at_ms: entry.atMs,
      volume_ml: body.volumeMl,
      volume_source: body.volumeSource,
      duration_s: body.durationS,
      marks: toJson(body.marks),
    });
    moveVisit(db, entry, body.donationId, 'observation');
  },
  'donation.spoiled': (db, entry, body) => {
    change(db, body.donationId, {
      state: 'spoiled',
      spoil_reason: body.reason,
      spoil_witness: body.witness,
    });
    // The donor may get another number and bag (second puncture, SOP).
    moveVisit(db, entry, body.donationId, 'collection');
  },
  'unit.packed': (db, entry, body) =>
    change(db, body.donationId, {
      ...{ state: 'packed', box: body.box, packed_at_ms: entry.atMs },
      hold_told_to: null,
    }),
  'unit.unpacked': (db, _entry, body) =>
    change(db, body.donationId, {
      ...{ state: 'stopped', box: null, packed_at_ms: null },
      hold_told_to: null,
    }),
  'unit.hold-told': (db, _entry, body) =>
    change(db, body.donationId, { hold_told_to: body.toldTo }),
};
