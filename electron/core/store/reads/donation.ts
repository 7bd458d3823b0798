import { z } from 'zod';
import {
  type DonationId,
  donationId,
  type PrintJobId,
  printJobId,
  type SessionId,
  type VisitId,
  visitId,
} from '../../../../shared/ids.ts';
import { donationBodies } from '../../../../shared/journal/bodies/donation.ts';
import {
  type JobLabel,
  jobLabel,
  printProblem,
  type SetLabel,
  setLabel,
} from '../../../../shared/journal/bodies/label.ts';
import { type Din, parseBareDin } from '../../../../shared/codes/isbt128/din.ts';
import { sql } from '../connection.ts';
import { fromJson } from '../json.ts';
import type { DonationTable, PrintJobTable } from '../tables.ts';
import type { Reader } from '../writer.ts';

const marksSchema = donationBodies['donation.stopped'].shape.marks;
const origin = donationBodies['donation.prepared'].shape.dinOrigin;
const howOrNone = donationBodies['donation.identity-confirmed'].shape.how.nullable();

export interface Donation {
  readonly donationId: DonationId;
  readonly visitId: VisitId;
  readonly din: Din;
  readonly dinOrigin: z.output<typeof origin>;
  readonly bagLot: string;
  readonly wantedVolumeMl: number;
  readonly state: DonationTable['state'];
  readonly identityConfirmed: z.output<typeof howOrNone>;
  readonly startedAtMs: number | null;
  readonly stoppedAtMs: number | null;
  readonly volumeMl: number | null;
  readonly durationS: number | null;
  readonly marks: z.output<typeof marksSchema> | null;
  readonly box: string | null;
  /** Whoever has its box now and was told that it is held. */
  readonly holdToldTo: string | null;
}

const toDin = (text: string): Din => {
  const din = parseBareDin(text);
  if (!din.ok) throw new Error(`the store holds a number that is no DIN: ${din.error}`);
  return din.value;
};

const toDonation = (row: DonationTable): Donation => ({
  donationId: donationId.parse(row.donation_id),
  visitId: visitId.parse(row.visit_id),
  din: toDin(row.din),
  dinOrigin: origin.parse(row.din_origin),
  bagLot: row.bag_lot,
  wantedVolumeMl: row.wanted_volume_ml,
  state: row.state,
  identityConfirmed: howOrNone.parse(row.identity_confirmed),
  startedAtMs: row.started_at_ms,
  stoppedAtMs: row.stopped_at_ms,
  volumeMl: row.volume_ml,
  durationS: row.duration_s,
  marks: row.marks === null ? null : fromJson(marksSchema, row.marks),
  box: row.box,
  holdToldTo: row.hold_told_to,
});

const donations = sql.selectFrom('donation').selectAll();

export function donationById(db: Reader, id: DonationId): Donation | undefined {
  const row = db.first(donations.where('donation_id', '=', id));
  return row && toDonation(row);
}

/** The living donation of a visit, or the last spoiled one. */
export function donationOfVisit(db: Reader, visit: VisitId): Donation | undefined {
  const rows = db.all(donations.where('visit_id', '=', visit).orderBy('prepared_at_ms', 'desc'));
  const row = rows.find(({ state }) => state !== 'spoiled') ?? rows[0];
  return row && toDonation(row);
}

export function donationByDin(db: Reader, din: Din): Donation | undefined {
  const row = db.first(donations.where('din', '=', din));
  return row && toDonation(row);
}

export function donationsOf(db: Reader, session: SessionId): readonly Donation[] {
  return db
    .all(donations.where('session_id', '=', session).orderBy('prepared_at_ms'))
    .map(toDonation);
}

export const unitsInBox = (db: Reader, box: string): number =>
  db.all(sql.selectFrom('donation').select('donation_id').where('box', '=', box)).length;

/** Numbers already bound, between two numbers of one facility and year, in order. */
export function usedDins(db: Reader, first: Din, last: Din): readonly string[] {
  return db
    .all(
      sql
        .selectFrom('donation')
        .select('din')
        .where('din', '>=', first)
        .where('din', '<=', last)
        .orderBy('din'),
    )
    .map(({ din }) => din);
}

export interface DonationLabel extends SetLabel {
  readonly scanned: boolean;
}

export function labelsOf(db: Reader, id: DonationId): readonly DonationLabel[] {
  return db
    .all(
      sql
        .selectFrom('donation_label')
        .select(['kind', 'flags', 'scanned_raw'])
        .where('donation_id', '=', id)
        .orderBy('position'),
    )
    .map(({ kind, flags, scanned_raw }) => ({
      ...setLabel.parse({ kind, flags }),
      scanned: scanned_raw !== null,
    }));
}

export interface PrintJob {
  readonly jobId: PrintJobId;
  readonly sessionId: string;
  readonly donationId: DonationId;
  readonly din: Din;
  readonly copy: number;
  readonly labels: readonly JobLabel[];
  readonly payloadSha256: string;
  readonly state: PrintJobTable['state'];
  readonly problem: z.output<typeof printProblem> | null;
}

const jobLabels = z.array(jobLabel);
const printProblemOrNone = printProblem.nullable();

const toJob = (row: PrintJobTable): PrintJob => ({
  jobId: printJobId.parse(row.job_id),
  sessionId: row.session_id,
  donationId: donationId.parse(row.donation_id),
  din: toDin(row.din),
  copy: row.copy,
  labels: fromJson(jobLabels, row.labels),
  payloadSha256: row.payload_sha256,
  state: row.state,
  problem: printProblemOrNone.parse(row.problem),
});

/** A bag label's job holds nothing else. */
export const printsBagLabel = ({ labels }: Pick<PrintJob, 'labels'>): boolean =>
  labels.some(({ kind }) => kind === 'bag-label');

const jobs = sql.selectFrom('print_job').selectAll();

export function jobById(db: Reader, id: PrintJobId): PrintJob | undefined {
  const row = db.first(jobs.where('job_id', '=', id));
  return row && toJob(row);
}

export const jobsOf = (db: Reader, id: DonationId): readonly PrintJob[] =>
  db.all(jobs.where('donation_id', '=', id).orderBy('copy')).map(toJob);

/** Jobs in one state, oldest first. */
export const jobsIn = (
  db: Reader,
  state: PrintJobTable['state'],
  limit: number,
): readonly PrintJob[] =>
  db.all(jobs.where('state', '=', state).orderBy('asked_at_ms').limit(limit)).map(toJob);

export const jobsOfSession = (db: Reader, session: SessionId): readonly PrintJob[] =>
  db.all(jobs.where('session_id', '=', session).orderBy('asked_at_ms')).map(toJob);
