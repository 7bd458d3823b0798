import { z } from 'zod';
import { civilDateSchema } from '../../domain/civil-date.ts';
import { donorKey, operatorId, visitId } from '../../ids.ts';
import {
  decidingRoleSchema,
  decisionSchema,
  heldDeferralSchema,
  preDonationTestsSchema,
  questionnaireAnswersSchema,
  reasonCodeSchema,
  screeningInputSchema,
  vitalsSchema,
} from '../../domain/screening/schema.ts';
import { hasNoNul } from '../../no-nul.ts';
import { hash } from '../entry.ts';

/** Where a measured value came from; a device keeps its own frame so that the value can be checked later. */
export const measurementSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('typed') }),
  z.strictObject({
    kind: z.literal('device'),
    device: z.string().max(200),
    frame: z.string().max(400),
  }),
]);
/** Vitals with where the blood pressure came from; the others are read off and typed. */
export const measuredVitals = z.strictObject({
  vitals: vitalsSchema,
  bloodPressureSource: measurementSource,
});
export type MeasuredVitals = Readonly<z.infer<typeof measuredVitals>>;
export type MeasurementSource = Readonly<z.infer<typeof measurementSource>>;

export const screeningBodies = {
  'questionnaire.answered': z.strictObject({
    visitId,
    answers: questionnaireAnswersSchema,
    questionnaireSha256: hash,
  }),
  'examination.recorded': z.strictObject({
    visitId,
    vitals: vitalsSchema,
    bloodPressureSource: measurementSource,
    /** Strokes as an SVG path: the examiner signs for answers and examination (QMS 13.4). */
    examinerSignature: z.string().min(1).max(20_000),
    signedSha256: hash,
  }),
  'test.recorded': z.strictObject({
    visitId,
    tests: preDonationTestsSchema,
    reagentLot: z.string().max(32).nullable(),
    wantedVolumeMl: z.int().min(50).max(1000),
  }),
  /** A reason set aside for this visit by somebody the rule set allows to; the decision that follows counts it no longer. */
  'screening.overridden': z.strictObject({
    visitId,
    reason: reasonCodeSchema,
    role: decidingRoleSchema,
    note: z.string().min(2).max(500),
    /** The measured value that was set aside; absent where nothing was measured. */
    value: z.number().optional(),
  }),
  /** Puts a donor on the deferral list; one for good needs a second person. The station takes it over when it arrives. */
  'deferral.placed': z.strictObject({
    donorKey,
    visitId,
    deferral: heldDeferralSchema,
    note: z.string().max(500),
    witness: operatorId.nullable(),
  }),
  /** Ends a deferral before its time; the list keeps that it was there. */
  'deferral.ended': z.strictObject({
    donorKey,
    visitId,
    /** As the list has it: the station's code or words. */
    reason: z.string().min(1).max(200).refine(hasNoNul),
    until: civilDateSchema.nullable(),
    endedOn: civilDateSchema,
    role: decidingRoleSchema,
    why: z.string().min(2).max(500),
    witness: operatorId.nullable(),
  }),
  /** The decision with everything it was made from: replaying it with the same rule set gives the same answer. */
  'screening.decided': z.strictObject({
    visitId,
    input: screeningInputSchema,
    ruleSetSha256: hash,
    decision: decisionSchema,
  }),
};
