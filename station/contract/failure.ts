import { z } from 'zod';
import { inBoth } from './in-both.ts';
import { stationRefusal } from './refusals.ts';

/**
 * What a call of the page ends with when it does not end well. `sentence` is for whoever reads it without the page; the page words
 * `error` and `reason` itself.
 */
export const callFailure = z.object({
  error: z.enum([
    'not-signed-in',
    'password-to-change',
    'role-missing',
    'foreign-origin',
    'refused',
    'not-a-request',
    'too-large',
    'too-busy',
    'not-found',
    'not-ready',
    'fault',
  ]),
  sentence: z.string(),
  reason: stationRefusal.optional(),
  /** Values the refusal's sentence names. */
  /** The sentence itself, where it lives with the rule it speaks of. */
  said: inBoth.optional(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type CallFailure = z.infer<typeof callFailure>;
