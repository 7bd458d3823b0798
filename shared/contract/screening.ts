import { z } from 'zod';
import {
  decisionSchema,
  preDonationTestsSchema,
  questionnaireAnswersSchema,
  questionnaireSchema,
  reasonCodeSchema,
  ruleSetSchema,
  textSchema,
  vitalsSchema,
} from '../domain/screening/schema.ts';
import { civilDateSchema } from '../domain/civil-date.ts';
import { operatorId, visitId } from '../ids.ts';
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
  /** Answers so far, so that a power cut costs the donor nothing. Not yet a record: the signature makes it one. */
  'questionnaire.draft': command(
    ['registrar', 'examiner'],
    z.strictObject({ visitId, answers: questionnaireAnswersSchema }),
    nothing,
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
    z.strictObject({
      visitId,
      vitals: vitalsSchema,
      bloodPressureSource: measurementSource,
      /** SVG path of the examiner's strokes: for answers and examination. */
      examinerSignature: z.string().max(20_000),
    }),
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
  /** Sets a reason of the decision aside, where the rule set lets this role, and decides again. */
  'screening.override': command(
    ['examiner', 'leader'],
    z.strictObject({ visitId, reason: reasonCodeSchema, note: z.string().max(500) }),
    z.strictObject({ decision: decisionSchema }),
  ),
  /** Puts the donor on the deferral list: until a day, open until somebody ends it, or for good, which needs a second person. */
  'deferral.place': command(
    ['examiner', 'leader'],
    z.strictObject({
      visitId,
      reason: reasonCodeSchema,
      clause: z.string().max(32).nullable(),
      permanent: z.boolean(),
      /** The first day it no longer bars; null: for good, or open when it is not. */
      until: civilDateSchema.nullable(),
      note: z.string().max(500),
      witness: operatorId.nullable(),
    }),
    nothing,
  ),
  /** Ends a deferral early, with the reason. One for good: with a second person. */
  'deferral.end': command(
    ['examiner', 'leader'],
    z.strictObject({
      visitId,
      /** As the list has it: the station's code or words. */
      reason: z.string().min(1).max(200),
      until: civilDateSchema.nullable(),
      why: z.string().max(500),
      witness: operatorId.nullable(),
    }),
    nothing,
  ),
};
