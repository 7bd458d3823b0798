import { z } from 'zod';

/** Why the station does not do what was asked: a closed list, each with a sentence in station/web/text in every language. */
export const stationRefusal = z.enum([
  'sign-in-wrong',
  'sign-in-wait',
  'code-not-valid',
  'password-wrong',
  'password-too-short',
  'password-too-common',
  'password-same',
  'user-exists',
  'user-unknown',
  'not-yourself',
  'last-administrator',
  'session-unknown',
  'donor-unknown',
  'deferral-unknown',
  'deferral-there',
  'date-passed',
  'not-a-din',
  'range-empty',
  'range-too-long',
  'range-crosses-year',
  'range-overlaps',
  'vehicle-unknown',
  /** Said by the plans' own sentences, which come along. */
  'plan-refused',
  'file-changed',
]);
export type StationRefusal = z.infer<typeof stationRefusal>;
