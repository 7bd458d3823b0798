import { z } from 'zod';
import { setAsideReason } from '../../shared/sync/station-api.ts';

const chain = z.strictObject({
  verified: z.boolean(),
  entries: z.int(),
  /** The first entry that does not hold, and why; null when all do. */
  brokenAtSeq: z.int().nullable(),
  fault: z.string().nullable(),
});

export const sessionSummary = z.strictObject({
  sessionId: z.string(),
  vehicle: z.string(),
  plate: z.string(),
  epoch: z.string(),
  planned: z.string(),
  venue: z.string(),
  organisations: z.array(z.string()),
  target: z.int().nullable(),
  state: z.enum(['open', 'sealed']),
  /** null while the session is open. */
  sealValid: z.boolean().nullable(),
  openedAtMs: z.int(),
  openedBy: z.string(),
  sealedAtMs: z.int().nullable(),
  donors: z.int(),
  eligible: z.int(),
  deferred: z.int(),
  /** Donations whose draw began. */
  donations: z.int(),
  volumeMl: z.int(),
  setAside: z.int(),
  lastReceivedAtMs: z.int(),
  chain,
});
export type SessionSummary = z.infer<typeof sessionSummary>;

export const sessionList = z.strictObject({ sessions: z.array(sessionSummary) });

/** A donation without any word on who the donor is but the ticket number of the day. */
export const donationLine = z.strictObject({
  donationId: z.string(),
  ticket: z.int(),
  din: z.string(),
  product: z.string().nullable(),
  bagLot: z.string(),
  plannedVolumeMl: z.int(),
  volumeMl: z.int().nullable(),
  startedAtMs: z.int().nullable(),
  stoppedAtMs: z.int().nullable(),
  durationS: z.int().nullable(),
  noPlatelets: z.boolean(),
  noFfp: z.boolean(),
  volumeOutOfTolerance: z.boolean(),
  spoiled: z.string().nullable(),
  box: z.string().nullable(),
  /** Some verdict on it waits for a person: the unit does not go on before that. */
  held: z.boolean(),
});
export type DonationLine = z.infer<typeof donationLine>;

export const setAsideLine = z.strictObject({
  seq: z.int(),
  reason: setAsideReason,
  entryType: z.string(),
  din: z.string().nullable(),
  setAsideAtMs: z.int(),
});
export type SetAsideLine = z.infer<typeof setAsideLine>;

export const sessionDetail = sessionSummary.extend({
  sealedBy: z.string().nullable(),
  secondOperator: z.string().nullable(),
  /** What the vehicle counted when it sealed. */
  totals: z.record(z.string(), z.int()).nullable(),
  donationLines: z.array(donationLine),
  setAsideLines: z.array(setAsideLine),
});
export type SessionDetail = z.infer<typeof sessionDetail>;
