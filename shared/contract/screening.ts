import { z } from 'zod';
import {
  decisionSchema,
  preDonationTestsSchema,
  questionnaireAnswersSchema,
  questionnaireSchema,
  ruleSetSchema,
  textSchema,
  vitalsSchema,
} from '../domain/screening/schema.ts';
import { visitId } from '../ids.ts';
import { measurementSource } from '../journal/bodies/screening.ts';
import { command, query } from './define.ts';

const nothing = z.strictObject({});

/** The decision as far as it can be made: null while facts are still missing and nothing bars yet. */
const stepReply = z.strictObject({ decision: decisionSchema.nullable() });

export const screeningCalls = {
  /** The questionnaire and consent text in force, and the rule set whose limits stand beside the fields. */
  'screening.forms': query(
    nothing,
    z.strictObject({
      questionnaire: questionnaireSchema,
      consent: z.strictObject({ version: z.string(), text: textSchema }),
      ruleSet: ruleSetSchema,
    }),
  ),
  /** Consent and answers, signed by the donor on the screen. Every item that applies must be answered. */
  'questionnaire.answer': command(
    ['registrar', 'examiner'],
    z.strictObject({
      visitId,
      answers: questionnaireAnswersSchema,
      /** SVG path of the strokes. */
      donorSignature: z.string().max(20_000),
    }),
    stepReply,
  ),
  'examination.record': command(
    ['examiner'],
    z.strictObject({ visitId, vitals: vitalsSchema, bloodPressureSource: measurementSource }),
    stepReply,
  ),
  /** The last facts; the decision over everything is made and kept with them. */
  'test.record': command(
    ['tester'],
    z.strictObject({
      visitId,
      tests: preDonationTestsSchema,
      reagentLot: z.string().max(32).nullable(),
      wantedVolumeMl: z.int().min(50).max(1000),
    }),
    z.strictObject({ decision: decisionSchema }),
  ),
};
