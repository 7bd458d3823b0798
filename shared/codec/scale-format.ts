import { z } from 'zod';
import { textSchema } from '../domain/screening/vocabulary-schema.ts';

const FIELDS_MAX = 16;
const LINE_CHARS_MAX = 128;
const READINGS_MAX = 20;

const column = z.strictObject({
  at: z.int().min(0).max(LINE_CHARS_MAX),
  length: z.int().min(1).max(LINE_CHARS_MAX),
});
/** Counted from 0; negative from the end. */
const field = z.int().min(-FIELDS_MAX).max(FIELDS_MAX);
const marks = z.array(z.string().min(1).max(16)).max(8);

/** Where one maker's scale or mixer puts what in a line; a file in resources/devices/scales. */
export const scaleFormat = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: textSchema,
  source: z.string().min(1),
  layout: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('separated'),
      by: z.string().length(1),
      stability: field.nullable(),
      value: field,
      /** The device's own serial number, where it sends one. */
      device: field.nullable(),
    }),
    z.strictObject({
      kind: z.literal('columns'),
      stability: column.nullable(),
      value: column,
      device: column.nullable(),
    }),
  ]),
  stability: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('flag'),
      stable: marks.min(1),
      moving: marks,
      overload: marks,
    }),
    /** No flag: it stands still when so many readings in a row lie within `withinGrams` of each other. */
    z.strictObject({
      kind: z.literal('equal-readings'),
      readings: z.int().min(2).max(READINGS_MAX),
      withinGrams: z.number().min(0).max(50),
    }),
  ]),
  /** `written`: g or kg stands behind each number. */
  unit: z.enum(['written', 'g', 'kg']),
  /** Digits behind a decimal point that is not written: 1 makes `05234` 523.4. */
  decimals: z.int().min(0).max(4),
  /** Lines that begin like this are something else and are passed over without a word. */
  ignore: marks,
});
export type ScaleFormat = Readonly<z.infer<typeof scaleFormat>>;
