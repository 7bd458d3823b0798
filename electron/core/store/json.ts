import type { z } from 'zod';
import { canonicalJson } from '../../../shared/journal/canonical.ts';

/** Columns of JSON text are written in canonical form, so that a replay gives the same bytes. */
export const toJson = (value: unknown): string => canonicalJson(value);

/** Reads a JSON column; throws when the row does not have the shape it was written with. */
export const fromJson = <S extends z.ZodType>(schema: S, text: string): z.output<S> =>
  schema.parse(JSON.parse(text));
