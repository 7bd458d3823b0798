import { z } from 'zod';
import { signInProblem } from '../../shared/sync/enrolment.ts';

/** What every failed request gets that is not the refusal of a batch. */
export const problem = z.strictObject({
  error: z.union([
    z.enum(['not-signed-in', 'not-found', 'not-a-request', 'too-large', 'not-ready', 'fault']),
    signInProblem,
  ]),
  sentence: z.string(),
});
export type Problem = z.infer<typeof problem>;

/** Thrown where a body is read, before any route has it. */
export class HttpProblem extends Error {
  readonly statusCode: number;
  readonly kind: 'too-large' | 'not-a-batch' | 'not-a-request' | 'bad-signature';
  constructor(statusCode: number, kind: HttpProblem['kind']) {
    super(kind);
    this.statusCode = statusCode;
    this.kind = kind;
  }
}
