import { z } from 'zod';
import {
  decidingRoleSchema,
  donationFlagSchema,
  donationTypeSchema,
  measurementFieldSchema,
  reasonCodeSchema,
  sexSchema,
  textSchema,
} from './vocabulary-schema.ts';
import { datedHead, provenance as origin } from '../provenance.ts';

/** Of a rule, with the clause of its source. */
const provenance = { clause: z.string().min(1).nullable(), ...origin };

export const periodSchema = z
  .strictObject({
    amount: z.int().min(1).max(1000),
    unit: z.enum(['hours', 'days', 'weeks', 'months', 'years']),
  })
  .readonly();

/** What a period counts from; it decides which date the follow-up asks for. */
export const countedFromSchema = z.enum([
  'visit',
  'event',
  'last-dose',
  'surgery',
  'recovery',
  'healing',
  'menstruation-end',
  'pregnancy-end',
  'birth',
  'contact',
  'travel-return',
  'entry',
  'transfusion',
]);

export const effectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('permanent') }).readonly(),
  z
    .strictObject({ kind: z.literal('for'), period: periodSchema, from: countedFromSchema })
    .readonly(),
  z.strictObject({ kind: z.literal('while-active') }).readonly(),
  z.strictObject({ kind: z.literal('before'), days: z.int().min(1).max(60) }).readonly(),
  z.strictObject({ kind: z.literal('longest-incubation'), from: countedFromSchema }).readonly(),
  z.strictObject({ kind: z.literal('refer') }).readonly(),
]);

/** `all`, or the donation types a rule bars; the others go on and carry the rule's flags. */
const barsSchema = z.union([z.literal('all'), z.array(donationTypeSchema).min(1).readonly()]);

/** Who may set this reason aside for one visit, with a written reason; null: nobody. */
const overrideSchema = z
  .strictObject({ roles: z.array(decidingRoleSchema).min(1).readonly() })
  .readonly()
  .nullable();

export const ruleReasonSchema = z
  .strictObject({
    code: reasonCodeSchema,
    text: textSchema,
    effect: effectSchema,
    bars: barsSchema,
    flags: z.array(donationFlagSchema).readonly(),
    override: overrideSchema,
    ...provenance,
  })
  .readonly();

/** One side of one limit. The value passes when `min`: value ≥ limit (or > when not inclusive); `max` likewise. */
export const limitSchema = z
  .strictObject({
    code: reasonCodeSchema,
    text: textSchema,
    field: measurementFieldSchema,
    sex: z.union([sexSchema, z.literal('all')]),
    donationTypes: barsSchema,
    athlete: z.enum(['any', 'only', 'except']),
    bound: z.enum(['min', 'max']),
    value: z.number(),
    inclusive: z.boolean(),
    retryAfter: periodSchema,
    override: overrideSchema,
    ...provenance,
  })
  .readonly();

/** A finding of the general look (7.6) that the examiner marks normal or not. */
export const observationRuleSchema = z
  .strictObject({
    code: reasonCodeSchema,
    text: textSchema,
    effect: effectSchema,
    override: overrideSchema,
    ...provenance,
  })
  .readonly();

export const requiredSchema = z
  .strictObject({
    item: z.union([measurementFieldSchema, z.enum(['haemoglobin', 'aboForward', 'hbsAgRapid'])]),
    donationTypes: barsSchema,
    ...provenance,
  })
  .readonly();

export const intervalSchema = z
  .strictObject({
    previous: donationTypeSchema,
    next: donationTypeSchema,
    period: periodSchema,
    /** Shorter interval for HLA-matched donation that a physician approved. */
    matchedPeriod: periodSchema.nullable(),
    ...provenance,
  })
  .readonly();

export const yearlyLimitSchema = z
  .strictObject({
    code: reasonCodeSchema,
    text: textSchema,
    types: z.array(donationTypeSchema).min(1).readonly(),
    measure: z.enum(['donations', 'volumeMl']),
    max: z.int().min(1),
    year: z.enum(['calendar', 'rolling-365-days']),
    ...provenance,
  })
  .readonly();

/** `through-age`: allowed while full years ≤ years; `before-birthday`: allowed until the day before that birthday. */
const ageLimitSchema = z
  .strictObject({
    years: z.int().min(1).max(120),
    reading: z.enum(['through-age', 'before-birthday']),
    ...provenance,
  })
  .readonly();

export const ageRuleSchema = z
  .strictObject({
    min: z.strictObject({ years: z.int().min(1).max(120), ...provenance }).readonly(),
    max: ageLimitSchema,
    extension: z
      .strictObject({
        limit: ageLimitSchema,
        requires: z
          .array(z.enum(['repeat-donor', 'no-previous-reaction', 'asks-to-donate']))
          .readonly(),
      })
      .readonly()
      .nullable(),
  })
  .readonly();

/** Components wanted from one donation; `allowedMl` is null where the standard counts therapeutic units. */
export const volumeRuleSchema = z
  .strictObject({
    type: donationTypeSchema,
    allowedMl: z.array(z.int().min(1)).readonly().nullable(),
    therapeuticUnitsMax: z.int().min(1).nullable(),
    plasmaWithOneUnitMaxMl: z.int().min(1).nullable(),
    ...provenance,
  })
  .readonly();

export const ruleSetSchema = z
  .strictObject({
    ...datedHead,
    monthClamp: z
      .strictObject({ value: z.enum(['last-day', 'next-month']), ...provenance })
      .readonly(),
    /** Earlier donations of less than this start no interval. */
    intervalCountsFromMl: z.strictObject({ value: z.int().min(0), ...provenance }).readonly(),
    /** A pair of types without an interval is referred when the earlier one is younger than this. */
    uncoveredLookback: z.strictObject({ value: periodSchema, ...provenance }).readonly(),
    donationTypes: z.array(donationTypeSchema).min(1).readonly(),
    age: ageRuleSchema,
    required: z.array(requiredSchema).readonly(),
    limits: z.array(limitSchema).readonly(),
    /** Solution densities for the drop test, g/mL; the drop must sink. */
    copperSulphate: z
      .array(
        z
          .strictObject({
            code: reasonCodeSchema,
            text: textSchema,
            sex: sexSchema,
            densityGPerMl: z.number().min(1).max(1.1),
            retryAfter: periodSchema,
            ...provenance,
          })
          .readonly(),
      )
      .readonly(),
    observations: z.array(observationRuleSchema).readonly(),
    /** A positive rapid HBsAg test: the reason it gives. */
    hbsAgRapidPositive: ruleReasonSchema,
    volumes: z.array(volumeRuleSchema).readonly(),
    intervals: z.array(intervalSchema).readonly(),
    yearlyLimits: z.array(yearlyLimitSchema).readonly(),
    permanent: z.array(ruleReasonSchema).readonly(),
    temporary: z.array(ruleReasonSchema).readonly(),
    vaccines: z.array(ruleReasonSchema).readonly(),
    /** Station practice that the standard does not contain, and visit-day reasons of the questionnaire. */
    practice: z.array(ruleReasonSchema).readonly(),
  })
  .readonly();

export type Period = z.infer<typeof periodSchema>;
export type CountedFrom = z.infer<typeof countedFromSchema>;
export type Effect = z.infer<typeof effectSchema>;
export type Bars = z.infer<typeof barsSchema>;
export type RuleReason = z.infer<typeof ruleReasonSchema>;
export type Limit = z.infer<typeof limitSchema>;
export type Interval = z.infer<typeof intervalSchema>;
export type YearlyLimit = z.infer<typeof yearlyLimitSchema>;
export type AgeRule = z.infer<typeof ageRuleSchema>;
export type RuleSet = z.infer<typeof ruleSetSchema>;
