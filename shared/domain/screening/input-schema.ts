import { z } from 'zod';
import { hasNoNul } from '../../no-nul.ts';
import { civilDateSchema } from '../civil-date.ts';
import { questionnaireAnswersSchema, timeOfDaySchema } from './questionnaire-schema.ts';
import {
  decidingRoleSchema,
  donationTypeSchema,
  reasonCodeSchema,
  sexSchema,
} from './vocabulary-schema.ts';

export const aboGroupSchema = z.enum(['A', 'B', 'O', 'AB']);

/** null always means not known; nothing that is not known makes anybody eligible. */
export const screenedDonorSchema = z
  .strictObject({
    sex: sexSchema.nullable(),
    birthDate: civilDateSchema.nullable(),
    firstTime: z.boolean().nullable(),
    previousReaction: z.boolean().nullable(),
    /** The donor asks to go on donating (7.1, only looked at beyond the ordinary age). */
    asksToDonate: z.boolean().nullable(),
    /** The group on record, of a laboratory; null: none. */
    knownAbo: aboGroupSchema.nullable(),
  })
  .readonly();

export const observationSchema = z
  .strictObject({ code: reasonCodeSchema, result: z.enum(['normal', 'abnormal']) })
  .readonly();

export const vitalsSchema = z
  .strictObject({
    weightKg: z.number().min(20).max(300).nullable(),
    systolicMmHg: z.int().min(30).max(300).nullable(),
    diastolicMmHg: z.int().min(20).max(200).nullable(),
    pulsePerMin: z.int().min(20).max(250).nullable(),
    temperatureC: z.number().min(30).max(45).nullable(),
    enduranceAthlete: z.boolean().nullable(),
    observations: z.array(observationSchema).max(50).readonly(),
  })
  .readonly();

/** Haemoglobin by number or by drop: either will do, and when both are there both must pass. */
export const preDonationTestsSchema = z
  .strictObject({
    haemoglobinGPerL: z.number().min(20).max(300).nullable(),
    copperSulphatePass: z.boolean().nullable(),
    altUPerL: z.number().min(0).max(10_000).nullable(),
    hbsAgRapid: z.enum(['negative', 'positive', 'invalid']).nullable(),
    aboForward: aboGroupSchema.nullable(),
    haematocrit: z.number().min(0.1).max(0.8).nullable(),
    plateletsE9PerL: z.number().min(0).max(5000).nullable(),
    predictedPlateletsE9PerL: z.number().min(0).max(5000).nullable(),
  })
  .readonly();

export const pastDonationSchema = z
  .strictObject({
    date: civilDateSchema,
    type: donationTypeSchema,
    /** null: not known, counts as a full donation. */
    volumeMl: z.int().min(0).max(5000).nullable(),
  })
  .readonly();

/** A deferral as the station's list has it. Not permanent and no `until`: open until somebody ends it. */
export const heldDeferralSchema = z
  .strictObject({
    /** The station's code or words for it. */
    reason: z.string().min(1).max(200).refine(hasNoNul),
    clause: z.string().min(1).nullable(),
    permanent: z.boolean(),
    /** The first day it no longer bars. */
    until: civilDateSchema.nullable(),
    bars: z.union([z.literal('all'), z.array(donationTypeSchema).min(1).readonly()]),
    /** The day somebody ended it early; from that day it no longer bars. */
    endedOn: civilDateSchema.nullable(),
  })
  .readonly();

export const overrideGivenSchema = z
  .strictObject({
    reason: reasonCodeSchema,
    role: decidingRoleSchema,
    note: z.string().trim().min(1).max(500),
    /** The measured value that was looked at: another one is judged anew. Absent where nothing was measured. */
    value: z.number().optional(),
  })
  .readonly();

export const screeningInputSchema = z
  .strictObject({
    donor: screenedDonorSchema,
    /** Local day and time of the visit; the time only matters for periods counted in hours. */
    date: civilDateSchema,
    time: timeOfDaySchema.nullable(),
    wantedType: donationTypeSchema,
    wantedVolumeMl: z.int().min(1).max(5000).nullable(),
    hlaMatchedApproved: z.boolean(),
    questionnaire: questionnaireAnswersSchema.nullable(),
    vitals: vitalsSchema,
    tests: preDonationTestsSchema,
    history: z.array(pastDonationSchema).max(2000).readonly(),
    deferrals: z.array(heldDeferralSchema).max(500).readonly(),
    overrides: z.array(overrideGivenSchema).max(50).readonly(),
  })
  .readonly();

/** What is known when a donor stands at registration, before any question or measurement. */
export const registrationInputSchema = z
  .strictObject({
    donor: screenedDonorSchema,
    date: civilDateSchema,
    wantedType: donationTypeSchema,
    history: z.array(pastDonationSchema).max(2000).readonly(),
    deferrals: z.array(heldDeferralSchema).max(500).readonly(),
  })
  .readonly();

export type ScreenedDonor = z.infer<typeof screenedDonorSchema>;
export type Vitals = z.infer<typeof vitalsSchema>;
export type AboGroup = z.infer<typeof aboGroupSchema>;
export type PreDonationTests = z.infer<typeof preDonationTestsSchema>;
export type PastDonation = z.infer<typeof pastDonationSchema>;
export type HeldDeferral = z.infer<typeof heldDeferralSchema>;
export type OverrideGiven = z.infer<typeof overrideGivenSchema>;
export type ScreeningInput = z.infer<typeof screeningInputSchema>;
export type RegistrationInput = z.infer<typeof registrationInputSchema>;
