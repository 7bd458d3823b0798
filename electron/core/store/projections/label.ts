import { type Connection, sql } from '../connection.ts';
import { toJson } from '../json.ts';
import type { PrintJobTable } from '../tables.ts';
import type { Projections } from './index.ts';

const change = (db: Connection, jobId: string, set: Partial<PrintJobTable>): void =>
  void db.run(sql.updateTable('print_job').set(set).where('job_id', '=', jobId));

export const labelProjections: Projections<
  | 'label.asked'
  | 'label.sent'
  | 'label.failed'
  | 'label.confirmed'
  | 'label.uncertain'
  | 'label.settled'
  | 'label.scanned-back'
> = {
  'label.asked': (db, entry, body) =>
    void db.run(
      sql.insertInto('print_job').values({
        job_id: body.jobId,
        session_id: body.sessionId,
        donation_id: body.donationId,
        din: body.din,
        copy: body.copy,
        reason: body.reason,
        labels: toJson(body.labels),
        payload_sha256: body.payloadSha256,
        state: 'asked',
        problem: null,
        asked_at_ms: entry.atMs,
      }),
    ),
  'label.sent': (db, _entry, body) => change(db, body.jobId, { state: 'sent' }),
  'label.failed': (db, _entry, body) =>
    change(db, body.jobId, { state: 'failed', problem: body.problem }),
  'label.confirmed': (db, _entry, body) => change(db, body.jobId, { state: 'confirmed' }),
  'label.uncertain': (db, _entry, body) => change(db, body.jobId, { state: 'uncertain' }),
  'label.settled': (db, _entry, body) =>
    change(db, body.jobId, { state: body.printed ? 'printed' : 'not-printed' }),
  'label.scanned-back': (db, entry, body) =>
    void db.run(
      sql
        .updateTable('donation_label')
        .set({ scanned_raw: body.raw, scanned_at_ms: entry.atMs })
        .where('donation_id', '=', body.donationId)
        .where('flags', '=', body.flags),
    ),
};
