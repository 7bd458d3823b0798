import { z } from 'zod';

/** Chinese and English of one sentence; both are shown to people and both are always there. */
export const textSchema = z
  .strictObject({ zh: z.string().min(1), en: z.string().min(1) })
  .readonly();

/** kebab-case, may begin with a clause number: `6.2.1-tooth-extraction`, `weight-male`. */
export const reasonCodeSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/)
  .max(80);

export const donationTypeSchema = z.enum([
  'whole-blood',
  'apheresis-platelets',
  'apheresis-plasma',
  'apheresis-granulocytes',
]);

export const sexSchema = z.enum(['male', 'female']);

/** The roles that may decide where a rule leaves it to a person; the same words as the contract's. */
export const decidingRoleSchema = z.enum(['examiner', 'leader']);

/** Flags a donation carries on to processing. */
export const donationFlagSchema = z.enum(['no-platelets', 'no-ffp']);

export const measurementFieldSchema = z.enum([
  'weightKg',
  'systolicMmHg',
  'diastolicMmHg',
  'pulsePressureMmHg',
  'pulsePerMin',
  'temperatureC',
  'haemoglobinGPerL',
  'altUPerL',
  'haematocrit',
  'plateletsE9PerL',
  'predictedPlateletsE9PerL',
]);

export type Text = z.infer<typeof textSchema>;
export type DonationType = z.infer<typeof donationTypeSchema>;
export type Sex = z.infer<typeof sexSchema>;
export type DecidingRole = z.infer<typeof decidingRoleSchema>;
export type DonationFlag = z.infer<typeof donationFlagSchema>;
export type MeasurementField = z.infer<typeof measurementFieldSchema>;
