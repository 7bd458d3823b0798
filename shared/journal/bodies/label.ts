import { z } from 'zod';
import { donationId, printJobId, sessionId } from '../../ids.ts';
import { hash } from '../entry.ts';

/** One label of a set: what it sticks to and the ISBT 128 flags that tell it apart (ST-001 RT004). */
export const setLabel = z.strictObject({
  kind: z.enum(['bag', 'satellite-bag', 'pilot-tube', 'test-tube', 'nat-tube', 'donor-record']),
  flags: z.string().length(2),
});
export type SetLabel = Readonly<z.infer<typeof setLabel>>;

/** A label of a print job: one of a set, or the bag label that a unit gets after the draw. */
export const jobLabel = setLabel.extend({
  kind: z.enum([...setLabel.shape.kind.options, 'bag-label']),
});
export type JobLabel = Readonly<z.infer<typeof jobLabel>>;

export const printProblem = z.enum([
  'not-connected',
  'paper-out',
  'head-open',
  'ribbon-out',
  'paused',
  'jammed',
  'too-hot',
  'too-cold',
  'other-error',
  'design-changed',
  'number-spoiled',
]);
export type PrintProblem = z.infer<typeof printProblem>;

/** States of a print job: asked → sent → confirmed | failed. `sent` means bytes may have left the machine. */
export const labelBodies = {
  'label.asked': z.strictObject({
    jobId: printJobId,
    sessionId,
    donationId,
    din: z.string().length(13),
    /** 1 for the first set; a higher copy needs a reason, because two bags with one number can kill. */
    copy: z.int().min(1).max(999),
    reason: z.string().max(200).nullable(),
    labels: z.array(jobLabel).min(1).max(12),
    payloadSha256: hash,
  }),
  'label.sent': z.strictObject({ jobId: printJobId }),
  'label.failed': z.strictObject({ jobId: printJobId, problem: printProblem }),
  'label.confirmed': z.strictObject({ jobId: printJobId }),
  /** Found `sent` when the program started again: nobody knows whether the labels came out. */
  'label.uncertain': z.strictObject({ jobId: printJobId }),
  /** A person's word on a job that is in doubt: uncertain, or sent and to be scanned back no more. */
  'label.settled': z.strictObject({ jobId: printJobId, printed: z.boolean() }),
  'label.scanned-back': z.strictObject({
    donationId,
    kind: setLabel.shape.kind,
    flags: z.string().length(2),
    raw: z.string().max(64),
  }),
};
