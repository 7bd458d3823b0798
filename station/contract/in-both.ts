import { z } from 'zod';

/** A sentence that stands beside the rule it speaks of, in both languages. */
export const inBoth = z.strictObject({ zh: z.string(), en: z.string() });
export type InBoth = z.infer<typeof inBoth>;
