/**
 * What the station set aside and what became of it, as a feed to the vehicle it concerns.
 *
 * The reply to a batch names its verdicts at once; the feed brings those that came later (a deferral after the donation, another
 * vehicle's earlier draw), what they are about, and how a person resolved them. It is read on from a position; each change of a
 * verdict moves it to the end.
 */
import { z } from 'zod';
import { donationId, epochId, vehicleId } from '../ids.ts';
import { setAsideReason } from './station-api.ts';

/** The donation that is at odds with the one set aside. Two times, because the first registered wins and a person must see it. */
export const otherDonation = z.strictObject({
  vehicle: vehicleId,
  epoch: epochId,
  donationId,
  din: z.string(),
  /** By the clock of its vehicle. */
  preparedAtMs: z.int(),
  /** When the station had it. */
  receivedAtMs: z.int(),
});
export type OtherDonation = Readonly<z.infer<typeof otherDonation>>;

/**
 * `release`: nothing is wrong with the unit. `discard`: it is not used. `correct-record`: the unit is right, its record was not.
 * `acknowledge`: seen; only where no donation is concerned.
 */
export const resolutionDecision = z.enum(['release', 'discard', 'correct-record', 'acknowledge']);
export type ResolutionDecision = z.infer<typeof resolutionDecision>;

export const liftsHold = (decision: ResolutionDecision): boolean =>
  decision === 'release' || decision === 'correct-record';

/** Values a sentence about the verdict needs: dates, limits, codes. Never a name or a document number. */
export const verdictFacts = z.record(z.string(), z.union([z.string(), z.number()]));
export type VerdictFacts = Readonly<z.infer<typeof verdictFacts>>;

export const verdict = z.strictObject({
  id: z.uuid(),
  position: z.int().min(1),
  epoch: epochId,
  seq: z.int().min(1),
  reason: setAsideReason,
  /** The donation it holds; null where none is concerned. */
  donationId: donationId.nullable(),
  other: otherDonation.nullable(),
  facts: verdictFacts,
  setAsideAtMs: z.int(),
  resolution: z
    .strictObject({
      decision: resolutionDecision,
      why: z.string(),
      by: z.string(),
      atMs: z.int(),
    })
    .nullable(),
});
export type FedVerdict = Readonly<z.infer<typeof verdict>>;

export const verdictsPerPage = 200;

export const verdictPage = z.strictObject({
  verdicts: z.array(verdict).max(verdictsPerPage),
  /** Read on from here. */
  position: z.int().min(0),
  /** The end of the feed: less than a position already read means that the station was brought back to an older state. */
  newest: z.int().min(0),
});
export type VerdictPage = Readonly<z.infer<typeof verdictPage>>;

/** Whether a unit must not be released: nobody has decided, or it was decided not to use it. */
export const holdsUnit = (decision: ResolutionDecision | null): boolean =>
  decision === null || decision === 'discard';
