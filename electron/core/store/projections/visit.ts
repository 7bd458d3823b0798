import { z } from 'zod';
import { overrideGivenSchema, vitalsSchema } from '../../../../shared/domain/screening/schema.ts';
import { measuredVitals, measurementSource } from '../../../../shared/journal/bodies/screening.ts';
import type { Entry } from '../../../../shared/journal/entry.ts';
import { type Connection, sql } from '../connection.ts';
import { fromJson, toJson } from '../json.ts';
import type { VisitTable } from '../tables.ts';
import type { Projections } from './index.ts';

const examinations = z.array(measuredVitals);
const overrides = z.array(overrideGivenSchema);

const change = (db: Connection, visitId: string, set: Partial<VisitTable>): void =>
  void db.run(sql.updateTable('visit').set(set).where('visit_id', '=', visitId));

/** A repeated measurement stands beside the first, never over it. */
function keepEarlierExamination(db: Connection, visitId: string): void {
  const columns = ['examination', 'blood_pressure_source', 'earlier_examinations'] as const;
  const row = db.first(sql.selectFrom('visit').select(columns).where('visit_id', '=', visitId));
  if (!row || row.examination === null || row.blood_pressure_source === null) return;
  const earlier = fromJson(examinations, row.earlier_examinations);
  const last = {
    vitals: fromJson(vitalsSchema, row.examination),
    bloodPressureSource: fromJson(measurementSource, row.blood_pressure_source),
  };
  change(db, visitId, { earlier_examinations: toJson([...earlier, last]) });
}

const moved = (entry: Entry, stage: VisitTable['stage']) => ({ stage, stage_since_ms: entry.atMs });

export const visitProjections: Projections<
  | 'donor.registered'
  | 'consent.signed'
  | 'visit.ended'
  | 'questionnaire.answered'
  | 'examination.recorded'
  | 'screening.overridden'
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
        person_key: body.personKey,
        same_person_as: toJson(body.samePersonAs),
        wanted_volume_ml: null,
        overrides: '[]',
        earlier_examinations: '[]',
        blood_pressure_source: null,
      }),
    ),
  'consent.signed': (db, _entry, body) => change(db, body.visitId, { consented: 1 }),
  'questionnaire.answered': (db, entry, body) =>
    change(db, body.visitId, { answers: toJson(body.answers), ...moved(entry, 'examination') }),
  'examination.recorded': (db, entry, body) => {
    keepEarlierExamination(db, body.visitId);
    // A decision over the earlier measurement says nothing of this one.
    const examination = toJson(body.vitals);
    const blood_pressure_source = toJson(body.bloodPressureSource);
    change(db, body.visitId, {
      examination,
      blood_pressure_source,
      decision: null,
      ...moved(entry, 'test'),
    });
  },
  'screening.overridden': (db, _entry, { visitId, ...override }) => {
    const row = db.first(
      sql.selectFrom('visit').select('overrides').where('visit_id', '=', visitId),
    );
    const before = fromJson(overrides, row?.overrides ?? '[]');
    change(db, visitId, { overrides: toJson([...before, override]) });
  },
  'test.recorded': (db, _entry, body) =>
    change(db, body.visitId, {
      test: toJson(body.tests),
      wanted_volume_ml: body.wantedVolumeMl,
    }),
  'screening.decided': (db, entry, body) =>
    change(db, body.visitId, {
      decision: toJson(body.decision),
      ...(body.decision.kind === 'eligible' ? moved(entry, 'collection') : {}),
    }),
  'visit.ended': (db, entry, body) =>
    change(db, body.visitId, { ended_reason: body.reason, ...moved(entry, 'ended') }),
};
