import { z } from 'zod';
import { civilDateSchema } from './civil-date.ts';
import { reasonCodeSchema, textSchema } from './screening/vocabulary-schema.ts';

/**
 * Where a value comes from and how sure that is. V: the primary text was read; S: a secondary source;
 * M: unconfirmed; C: computed or a convention of this program. `confirm` asks the station to confirm it.
 */
export const provenance = {
  source: z.string().min(1),
  mark: z.enum(['V', 'S', 'M', 'C']),
  confirm: z.boolean(),
};

/** How every dated, versioned set of rules begins. */
export const datedHead = {
  schemaVersion: z.literal(1),
  id: reasonCodeSchema,
  version: z.int().min(1),
  title: textSchema,
  source: z.string().min(1),
  /** First day in force; null: never in force by itself (a draft). */
  effectiveFrom: civilDateSchema.nullable(),
  /** First day no longer in force; null: open. */
  effectiveTo: civilDateSchema.nullable(),
};
