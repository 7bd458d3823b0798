import { z } from 'zod';
import { setAsideReason } from '../../shared/sync/station-api.ts';
import { otherDonation, resolutionDecision, verdictFacts } from '../../shared/sync/verdicts.ts';

export const queueFilter = z.object({
  state: z.enum(['open', 'resolved', 'all']).default('open'),
  reason: setAsideReason.optional(),
  vehicle: z.string().max(64).optional(),
  din: z.string().max(13).optional(),
  /** Waiting at least so long. */
  olderThanMs: z.coerce.number().int().min(0).optional(),
  /** Where the page before ended. */
  cursor: z
    .string()
    .regex(/^\d{1,15}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type QueueFilter = z.input<typeof queueFilter>;

const word = z.strictObject({
  decision: resolutionDecision,
  why: z.string(),
  by: z.string(),
  atMs: z.int(),
  /** false: the first of two persons. */
  settles: z.boolean(),
});

export const queueItem = z.strictObject({
  id: z.uuid(),
  vehicle: z.string(),
  plate: z.string(),
  epoch: z.string(),
  seq: z.int(),
  entryType: z.string(),
  entryAtMs: z.int(),
  operator: z.string(),
  sessionId: z.string().nullable(),
  venue: z.string().nullable(),
  reason: setAsideReason,
  cause: z.string(),
  facts: verdictFacts,
  donationId: z.string().nullable(),
  din: z.string().nullable(),
  product: z.string().nullable(),
  box: z.string().nullable(),
  /** By the clock of this donation's vehicle; beside the other's times it shows who was first. */
  preparedAtMs: z.int().nullable(),
  receivedAtMs: z.int(),
  other: otherDonation.extend({ plate: z.string() }).nullable(),
  setAsideAtMs: z.int(),
  decision: resolutionDecision.nullable(),
  /** Everything said about it, oldest first. */
  words: z.array(word),
  /** The unit must not be released. */
  holds: z.boolean(),
  decisions: z.array(resolutionDecision),
  /** Lifting it takes two persons. */
  twoPersons: z.boolean(),
});
export type QueueItem = Readonly<z.infer<typeof queueItem>>;

const count = z.int().min(0);

export const queuePage = z.strictObject({
  items: z.array(queueItem).max(500),
  nextCursor: z.string().nullable(),
  /** Everything that waits, whatever the filter. */
  open: z.strictObject({
    total: count,
    byReason: z.array(z.strictObject({ reason: setAsideReason, count })),
    byVehicle: z.array(z.strictObject({ vehicle: z.string(), plate: z.string(), count })),
    byAge: z.strictObject({ underDay: count, underWeek: count, older: count }),
  }),
});
export type QueuePage = Readonly<z.infer<typeof queuePage>>;
