import { measuredVitals, measurementSource } from '../journal/bodies/screening.ts';
import { z } from 'zod';
import {
  decisionSchema,
  overrideGivenSchema,
  preDonationTestsSchema,
  questionnaireAnswersSchema,
  vitalsSchema,
} from '../domain/screening/schema.ts';
import { donationId, printJobId, visitId } from '../ids.ts';
import { identity, registrationAnswer } from '../journal/bodies/donor.ts';
import { printProblem, setLabel } from '../journal/bodies/label.ts';
import { setAsideReason } from '../sync/station-api.ts';
import { stage } from './session.ts';

export const printJob = z.strictObject({
  jobId: printJobId,
  prints: z.enum(['set', 'bag-label']),
  copy: z.int(),
  /** `uncertain`: it was being sent when the program stopped; a person must say whether the labels came out (`printed`, `not-printed`). */
  state: z.enum(['asked', 'sent', 'uncertain', 'printed', 'not-printed', 'confirmed', 'failed']),
  problem: printProblem.nullable(),
});
export type PrintJob = Readonly<z.infer<typeof printJob>>;

export const donationDetail = z.strictObject({
  donationId,
  din: z.string(),
  /** As printed: `G1234 17 654321` and the boxed check character beside it. */
  dinText: z.string(),
  checkCharacter: z.string(),
  state: z.enum(['prepared', 'started', 'stopped', 'packed', 'spoiled']),
  /** Its labels were printed before the day; another set needs a reason. */
  printedBeforehand: z.boolean(),
  bagLot: z.string(),
  wantedVolumeMl: z.int(),
  /** Seconds a draw of that volume may take and still give these; null: no rules in force know the volume. */
  timeLimits: z.strictObject({ noPlateletsOverS: z.int(), noFfpOverS: z.int() }).nullable(),
  /** What the bag may hold at least and at most; null: no rules in force. */
  volumeLimits: z.strictObject({ minMl: z.number(), maxMl: z.number() }).nullable(),
  identityConfirmed: z.enum(['card', 'spoken']).nullable(),
  startedAtMs: z.int().nullable(),
  stoppedAtMs: z.int().nullable(),
  volumeMl: z.int().nullable(),
  durationS: z.int().nullable(),
  marks: z
    .strictObject({
      noPlatelets: z.boolean(),
      noFfp: z.boolean(),
      volumeOutOfTolerance: z.boolean(),
    })
    .nullable(),
  box: z.string().nullable(),
  /** Why the station holds the unit; empty: it does not. */
  heldFor: z.array(setAsideReason),
  labels: z.array(setLabel.extend({ scanned: z.boolean() })),
  printJobs: z.array(printJob),
});
export type DonationDetail = Readonly<z.infer<typeof donationDetail>>;

/** All of one donor's visit: who on the left, the one thing to do in the middle, the verdict on the right. */
export const visitDetail = z.strictObject({
  visitId,
  ticket: z.int(),
  stage,
  stageSinceMs: z.int(),
  registeredAtMs: z.int(),
  identity,
  ageYears: z.int(),
  organisation: z.string().nullable(),
  phone: z.string().nullable(),
  answer: registrationAnswer,
  consented: z.boolean(),
  answers: questionnaireAnswersSchema.nullable(),
  vitals: vitalsSchema.nullable(),
  bloodPressureSource: measurementSource.nullable(),
  tests: preDonationTestsSchema.nullable(),
  decision: decisionSchema.nullable(),
  /** What the donor was asked for at the test; null before. */
  wantedVolumeMl: z.int().nullable(),
  /** Answers given so far and not yet signed; they survive a power cut. */
  draft: questionnaireAnswersSchema.nullable(),
  /** Earlier measurements of this visit, oldest first; the last one is `vitals`. */
  earlierVitals: z.array(measuredVitals).max(20),
  overrides: z.array(overrideGivenSchema).max(50),
  endedReason: z.string().nullable(),
  /** The living donation, or the last spoiled one when there is no other. */
  donation: donationDetail.nullable(),
});
export type VisitDetail = Readonly<z.infer<typeof visitDetail>>;
