import { z } from 'zod';
import { heldDeferralSchema } from '../domain/screening/schema.ts';
import { donorKey, epochId, personKey } from '../ids.ts';

/**
 * Deferrals told ahead of their entries: a laptop that comes back with days of work sends it in order, and until it is through, no other
 * vehicle would hear who was deferred this morning. The entries follow; what was told ahead is then not done a second time. Ends of
 * deferrals wait for their entries: too early would be the wrong side.
 */
export const noticesMax = 100;

const notice = z.strictObject({
  /** The number of the entry that says so. */
  seq: z.int().min(1),
  donorKey,
  personKey: personKey.nullable(),
  deferral: heldDeferralSchema,
});
export type Notice = Readonly<z.infer<typeof notice>>;

export const notices = z.strictObject({
  epoch: epochId,
  notices: z.array(notice).min(1).max(noticesMax).readonly(),
});
export type Notices = Readonly<z.infer<typeof notices>>;

/** `throughSeq`: the last entry it speaks of. */
export const noticesReply = z.strictObject({
  epoch: epochId,
  throughSeq: z.int().min(1),
  stationNowMs: z.int(),
});

export const noticesPath = '/v1/vehicle/notices';
