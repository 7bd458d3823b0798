import { z } from 'zod';
import { civilDateSchema } from '../civil-date.ts';
import { timeOfDaySchema } from './questionnaire-schema.ts';
import {
  decidingRoleSchema,
  donationFlagSchema,
  donationTypeSchema,
  measurementFieldSchema,
  reasonCodeSchema,
  textSchema,
} from './vocabulary-schema.ts';

/** What a reason does to the verdict; `note` changes nothing and is only told. */
export const reasonEffectSchema = z.enum(['permanent', 'temporary', 'refer', 'missing', 'note']);

export const decisionReasonSchema = z
  .strictObject({
    code: reasonCodeSchema,
    clause: z.string().nullable(),
    /** Key of the sentence in the page's texts: `screening.reason.<code>`. */
    textKey: z.string(),
    /** The rule's own words; null for reasons of the engine itself, which `textKey` words. */
    text: textSchema.nullable(),
    effect: reasonEffectSchema,
    /** First day it no longer bars; null: no date can be given. */
    until: civilDateSchema.nullable(),
    /** On that day only from this time on; null: all day. */
    untilTime: timeOfDaySchema.nullable(),
    bars: z.array(donationTypeSchema).readonly(),
    /** The question that raised it, or null. */
    itemId: z.string().nullable(),
    /** Measured value and the limit it missed, or null. */
    measured: z
      .strictObject({
        field: measurementFieldSchema,
        value: z.number(),
        bound: z.enum(['min', 'max']),
        limit: z.number(),
      })
      .readonly()
      .nullable(),
    /** True where the rule still has to be confirmed by the station. */
    toConfirm: z.boolean(),
    /** True where the reason belongs on the deferral list; the others are computed anew each visit. */
    placesDeferral: z.boolean(),
    /** Roles that may set it aside for this visit; empty: nobody. */
    overridableBy: z.array(decidingRoleSchema).readonly(),
  })
  .readonly();

export const earliestSchema = z
  .strictObject({
    type: donationTypeSchema,
    /** `on`: from `date`; `open`: barred and no date can be given yet; `never`: for good. */
    kind: z.enum(['on', 'open', 'never']),
    date: civilDateSchema.nullable(),
  })
  .readonly();

export const decisionKindSchema = z.enum([
  'eligible',
  'incomplete',
  'refer',
  'deferred',
  'deferred-permanently',
]);

const versionedSchema = z.strictObject({ id: z.string(), version: z.int() }).readonly();

export const decisionSchema = z
  .strictObject({
    kind: decisionKindSchema,
    date: civilDateSchema,
    wantedType: donationTypeSchema,
    /** Everything against the wanted type, gravest first. */
    reasons: z.array(decisionReasonSchema).readonly(),
    /** What bars other types only, and what a person set aside. */
    notes: z.array(decisionReasonSchema).readonly(),
    /** Volumes that may be drawn of the wanted type; empty unless eligible. */
    allowedVolumesMl: z.array(z.int()).readonly(),
    earliest: z.array(earliestSchema).readonly(),
    flags: z.array(donationFlagSchema).readonly(),
    ruleSet: versionedSchema,
    questionnaire: versionedSchema,
  })
  .readonly();

export const registrationCheckSchema = z
  .strictObject({
    /** `too-early` is an interval only; missing and referred facts do not stop a registration. */
    kind: z.enum(['may-continue', 'too-early', 'deferred', 'deferred-permanently']),
    reasons: z.array(decisionReasonSchema).readonly(),
    earliest: z.array(earliestSchema).readonly(),
    ruleSet: versionedSchema,
  })
  .readonly();

export type ReasonEffect = z.infer<typeof reasonEffectSchema>;
export type DecisionReason = z.infer<typeof decisionReasonSchema>;
export type DecisionKind = z.infer<typeof decisionKindSchema>;
export type Earliest = z.infer<typeof earliestSchema>;
export type Decision = z.infer<typeof decisionSchema>;
export type RegistrationCheck = z.infer<typeof registrationCheckSchema>;
