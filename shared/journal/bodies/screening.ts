import { z } from 'zod';
import { visitId } from '../../ids.ts';
import {
  decisionSchema,
  preDonationTestsSchema,
  questionnaireAnswersSchema,
  screeningInputSchema,
  vitalsSchema,
} from '../../domain/screening/schema.ts';
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
  }),
  'test.recorded': z.strictObject({
    visitId,
    tests: preDonationTestsSchema,
    reagentLot: z.string().max(32).nullable(),
  }),
  /** The decision with everything it was made from: replaying it with the same rule set gives the same answer. */
  'screening.decided': z.strictObject({
    visitId,
    input: screeningInputSchema,
    ruleSetSha256: hash,
    decision: decisionSchema,
  }),
};
