import type { Entry } from '../../../../shared/journal/entry.ts';
import { type Connection, sql } from '../connection.ts';
import { toJson } from '../json.ts';
import type { VisitTable } from '../tables.ts';
import type { Projections } from './index.ts';

const change = (db: Connection, visitId: string, set: Partial<VisitTable>): void =>
  void db.run(sql.updateTable('visit').set(set).where('visit_id', '=', visitId));

const moved = (entry: Entry, stage: VisitTable['stage']) => ({ stage, stage_since_ms: entry.atMs });

export const visitProjections: Projections<
  | 'donor.registered'
  | 'consent.signed'
  | 'visit.ended'
  | 'questionnaire.answered'
  | 'examination.recorded'
  | 'test.recorded'
  | 'screening.decided'
> = {
  'donor.registered': (db, entry, body) =>
    void db.run(
      sql.insertInto('visit').values({
        visit_id: body.visitId,
        session_id: body.sessionId,
        ticket: body.ticket,
        donor_key: body.donorKey,
        identity: toJson(body.identity),
        organisation: body.organisation,
        phone: body.phone,
        answer: toJson(body.answer),
        ...moved(entry, 'questionnaire'),
        registered_at_ms: entry.atMs,
        consented: 0,
        answers: null,
        examination: null,
        test: null,
        decision: null,
        ended_reason: null,
      }),
    ),
  'consent.signed': (db, _entry, body) => change(db, body.visitId, { consented: 1 }),
  'questionnaire.answered': (db, entry, body) =>
    change(db, body.visitId, { answers: toJson(body.answers), ...moved(entry, 'examination') }),
  'examination.recorded': (db, entry, body) =>
    change(db, body.visitId, { examination: toJson(body.vitals), ...moved(entry, 'test') }),
  'test.recorded': (db, _entry, body) => change(db, body.visitId, { test: toJson(body.tests) }),
  'screening.decided': (db, entry, body) =>
    change(db, body.visitId, {
      decision: toJson(body.decision),
      ...(body.decision.kind === 'eligible' ? moved(entry, 'collection') : {}),
    }),
  'visit.ended': (db, entry, body) =>
    change(db, body.visitId, { ended_reason: body.reason, ...moved(entry, 'ended') }),
};
