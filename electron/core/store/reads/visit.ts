import {
  type MeasuredVitals,
  measuredVitals,
  type MeasurementSource,
  measurementSource,
} from '../../../../shared/journal/bodies/screening.ts';
import { z } from 'zod';
import {
  type Decision,
  decisionSchema,
  type OverrideGiven,
  overrideGivenSchema,
  preDonationTestsSchema,
  questionnaireAnswersSchema,
  vitalsSchema,
} from '../../../../shared/domain/screening/schema.ts';
import {
  type DonorKey,
  donorKey,
  type PersonKey,
  personKey,
  type SessionId,
  sessionId,
  type VisitId,
  visitId,
} from '../../../../shared/ids.ts';
import {
  type Identity,
  identity,
  type RegistrationAnswer,
  registrationAnswer,
} from '../../../../shared/journal/bodies/donor.ts';
import { sql } from '../connection.ts';
import { underEveryKey } from '../former-keys.ts';
import { fromJson } from '../json.ts';
import type { VisitTable } from '../tables.ts';
import type { Reader } from '../writer.ts';

export interface Visit {
  readonly visitId: VisitId;
  readonly sessionId: SessionId;
  readonly ticket: number;
  readonly donorKey: DonorKey;
  readonly identity: Identity;
  readonly organisation: string | null;
  readonly phone: string | null;
  readonly answer: RegistrationAnswer;
  readonly stage: VisitTable['stage'];
  readonly stageSinceMs: number;
  readonly registeredAtMs: number;
  readonly consented: boolean;
  readonly answers: z.output<typeof questionnaireAnswersSchema> | null;
  readonly vitals: z.output<typeof vitalsSchema> | null;
  readonly tests: z.output<typeof preDonationTestsSchema> | null;
  readonly decision: Decision | null;
  readonly endedReason: string | null;
  readonly personKey: PersonKey;
  readonly samePersonAs: readonly DonorKey[];
  readonly wantedVolumeMl: number | null;
  readonly overrides: readonly OverrideGiven[];
  readonly bloodPressureSource: MeasurementSource | null;
  readonly earlierVitals: readonly MeasuredVitals[];
}

const orNull = <S extends z.ZodType>(schema: S, text: string | null): z.output<S> | null =>
  text === null ? null : fromJson(schema, text);

// Made once: a schema takes longer to make than a row to read.
const samePersonAs = z.array(donorKey);
const overrides = z.array(overrideGivenSchema);
const earlierVitals = z.array(measuredVitals);

const toVisit = (row: VisitTable): Visit => ({
  visitId: visitId.parse(row.visit_id),
  sessionId: sessionId.parse(row.session_id),
  ticket: row.ticket,
  donorKey: donorKey.parse(row.donor_key),
  identity: fromJson(identity, row.identity),
  organisation: row.organisation,
  phone: row.phone,
  answer: fromJson(registrationAnswer, row.answer),
  stage: row.stage,
  stageSinceMs: row.stage_since_ms,
  registeredAtMs: row.registered_at_ms,
  consented: row.consented === 1,
  answers: orNull(questionnaireAnswersSchema, row.answers),
  vitals: orNull(vitalsSchema, row.examination),
  tests: orNull(preDonationTestsSchema, row.test),
  decision: orNull(decisionSchema, row.decision),
  endedReason: row.ended_reason,
  personKey: personKey.parse(row.person_key),
  samePersonAs: fromJson(samePersonAs, row.same_person_as),
  wantedVolumeMl: row.wanted_volume_ml,
  overrides: fromJson(overrides, row.overrides),
  bloodPressureSource: orNull(measurementSource, row.blood_pressure_source),
  earlierVitals: fromJson(earlierVitals, row.earlier_examinations),
});

export function visitById(db: Reader, id: VisitId): Visit | undefined {
  const row = db.first(sql.selectFrom('visit').selectAll().where('visit_id', '=', id));
  return row && toVisit(row);
}

/** Everybody of a session in the order of their tickets. */
export function visitsOf(db: Reader, session: SessionId): readonly Visit[] {
  return db
    .all(sql.selectFrom('visit').selectAll().where('session_id', '=', session).orderBy('ticket'))
    .map(toVisit);
}

/** The visit of a donor in a session, the newest when there are several. */
export function visitOfDonor(db: Reader, session: SessionId, key: DonorKey): Visit | undefined {
  const row = db.first(
    sql
      .selectFrom('visit')
      .selectAll()
      .where('donor_key', 'in', underEveryKey(db, key))
      .where('session_id', '=', session)
      .orderBy('ticket', 'desc')
      .limit(1),
  );
  return row && toVisit(row);
}

export interface Draw {
  readonly visitId: string;
  readonly startedAtMs: number;
  /** null: the needle is in. */
  readonly volumeMl: number | null;
}

/** Donations this vehicle drew from a donor and the station may not have in the index yet. */
export function drawsOfDonor(db: Reader, key: DonorKey): readonly Draw[] {
  return db
    .all(
      sql
        .selectFrom('donation')
        .innerJoin('visit', 'visit.visit_id', 'donation.visit_id')
        .select(['donation.visit_id', 'donation.started_at_ms', 'donation.volume_ml'])
        .where('visit.donor_key', 'in', underEveryKey(db, key))
        .where('donation.started_at_ms', 'is not', null),
    )
    .flatMap((row) =>
      row.started_at_ms === null
        ? []
        : [
            {
              visitId: row.visit_id,
              startedAtMs: row.started_at_ms,
              volumeMl: row.volume_ml,
            },
          ],
    );
}

export function nextTicket(db: Reader, session: SessionId): number {
  const row = db.first(
    sql
      .selectFrom('visit')
      .select((eb) => eb.fn.max('ticket').as('last'))
      .where('session_id', '=', session),
  );
  return (row?.last ?? 0) + 1;
}

/** Visits to this vehicle by donors of this name, birth date and sex, newest first. */
export const visitsOfPerson = (db: Reader, key: PersonKey, limit: number): readonly Visit[] =>
  db
    .all(
      sql
        .selectFrom('visit')
        .selectAll()
        .where('person_key', 'in', underEveryKey(db, key))
        .orderBy('registered_at_ms', 'desc')
        .limit(limit),
    )
    .map(toVisit);

/** Every visit of a donor to this vehicle, newest first. */
export const visitsOfDonor = (db: Reader, key: DonorKey, limit: number): readonly Visit[] =>
  db
    .all(
      sql
        .selectFrom('visit')
        .selectAll()
        .where('donor_key', 'in', underEveryKey(db, key))
        .orderBy('registered_at_ms', 'desc')
        .limit(limit),
    )
    .map(toVisit);
