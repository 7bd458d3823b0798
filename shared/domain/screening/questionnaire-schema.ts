import { z } from 'zod';
import { civilDateSchema } from '../civil-date.ts';
import { periodSchema } from './rule-set-schema.ts';
import { reasonCodeSchema, sexSchema, textSchema } from './vocabulary-schema.ts';
import { datedHead, provenance } from '../provenance.ts';

export const questionIdSchema = z.string().regex(/^q\d{2}$/);

export const questionWindowSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('now') }).readonly(),
  z.strictObject({ kind: z.literal('after') }).readonly(),
  z.strictObject({ kind: z.literal('within'), period: periodSchema }).readonly(),
  z.strictObject({ kind: z.literal('ever') }).readonly(),
  z.strictObject({ kind: z.literal('various') }).readonly(),
]);

export const questionSchema = z
  .strictObject({
    id: questionIdSchema,
    text: textSchema,
    window: questionWindowSchema,
    /** The answer that raises nothing. `signed`: the item is the donor's own signature. */
    expected: z.enum(['yes', 'no', 'signed']),
    appliesTo: z.union([sexSchema, z.literal('all')]),
    /**
     * The rule reasons an unexpected answer may stand for. With exactly one that needs no date it applies by
     * itself; otherwise the follow-up names which apply and since when.
     */
    reasons: z.array(reasonCodeSchema).readonly(),
    ...provenance,
  })
  .readonly();

export const questionnaireSchema = z
  .strictObject({
    ...datedHead,
    items: z.array(questionSchema).min(1).max(100).readonly(),
  })
  .readonly();

/** Local time of day `HH:MM`. */
export const timeOfDaySchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** One follow-up: which reason, and when. `active`: it is still going on, so nothing counts from it yet. */
export const reportedEventSchema = z
  .strictObject({
    reason: reasonCodeSchema,
    date: civilDateSchema.nullable(),
    time: timeOfDaySchema.nullable(),
    active: z.boolean(),
    /** Longest incubation of the disease in question, from the physician; null: not known. */
    incubationDays: z.int().min(1).max(3650).nullable(),
  })
  .readonly();

export const answerSchema = z
  .strictObject({
    itemId: questionIdSchema,
    answer: z.enum(['yes', 'no', 'signed']),
    events: z.array(reportedEventSchema).max(20).readonly(),
  })
  .readonly();

export const questionnaireAnswersSchema = z
  .strictObject({
    questionnaireId: reasonCodeSchema,
    questionnaireVersion: z.int().min(1),
    answers: z.array(answerSchema).max(100).readonly(),
  })
  .readonly();

export type Question = z.infer<typeof questionSchema>;
export type QuestionWindow = z.infer<typeof questionWindowSchema>;
export type Questionnaire = z.infer<typeof questionnaireSchema>;
export type ReportedEvent = z.infer<typeof reportedEventSchema>;
export type Answer = z.infer<typeof answerSchema>;
export type QuestionnaireAnswers = z.infer<typeof questionnaireAnswersSchema>;
