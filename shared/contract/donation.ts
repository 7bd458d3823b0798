import { z } from 'zod';
import { donationId, operatorId, printJobId, visitId } from '../ids.ts';
import { spoilReason, unpackReason, volumeSource } from '../journal/bodies/donation.ts';
import { jobLabel } from '../journal/bodies/label.ts';
import { command } from './define.ts';

const nothing = z.strictObject({});
const rawScan = z.string().min(1).max(64);

export const donationCalls = {
  /**
   * Binds a number and a bag to an eligible donor. A scanned number is checked for identifier, length, characters,
   * the vehicle's ranges and earlier use (ISBT 128 ST-001 §2.2); `next` takes the lowest unused number of the ranges.
   */
  'donation.prepare': command(
    ['phlebotomist'],
    z.strictObject({
      visitId,
      din: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('scanned'), raw: rawScan }),
        /** Eye-readable DIN with its check character, when no scanner works. */
        z.strictObject({ kind: z.literal('typed'), text: rawScan }),
        z.strictObject({ kind: z.literal('next') }),
      ]),
      bagLot: z.string().max(32),
      volumeMl: z.int().min(50).max(1000),
    }),
    z.strictObject({ donationId, din: z.string() }),
  ),
  /** Re-identification before venepuncture. */
  'donation.confirm-identity': command(
    ['phlebotomist'],
    z.strictObject({ donationId, how: z.enum(['card', 'spoken']) }),
    nothing,
  ),
  /** Asks for the label set. A second copy needs a reason; an uncertain job must be settled first. */
  'label.print': command(
    ['phlebotomist'],
    z.strictObject({ donationId, reason: z.string().max(200).nullable() }),
    z.strictObject({ jobId: printJobId }),
  ),
  /** A person's word on a job that was being sent when the program stopped. */
  'label.settle': command(
    ['phlebotomist'],
    z.strictObject({ jobId: printJobId, printed: z.boolean() }),
    nothing,
  ),
  /** One label of the set scanned back, or the bag label after the draw; another donation's label is refused aloud. */
  'label.scan-back': command(
    ['phlebotomist'],
    z.strictObject({ donationId, raw: rawScan }),
    z.strictObject({ label: jobLabel, missing: z.int() }),
  ),
  /** Refuses until the donor was identified again and every label of the set was scanned back equal. */
  'donation.start': command(['phlebotomist'], z.strictObject({ donationId }), nothing),
  'donation.stop': command(
    ['phlebotomist'],
    z.strictObject({
      donationId,
      volumeMl: z.int(),
      volumeSource,
      scaleFrame: z.string().max(200).nullable(),
    }),
    z.strictObject({
      durationS: z.int(),
      marks: z.strictObject({
        noPlatelets: z.boolean(),
        noFfp: z.boolean(),
        volumeOutOfTolerance: z.boolean(),
      }),
    }),
  ),
  /** Destroys a number before anything was drawn under it; a second person sees it. The donor may get another. */
  'donation.spoil': command(
    ['phlebotomist'],
    z.strictObject({ donationId, reason: spoilReason, witness: operatorId }),
    nothing,
  ),
  /** Packs the unit whose bag label was scanned. A unit lies in one box only. */
  'unit.pack': command(
    ['courier', 'phlebotomist'],
    z.strictObject({ raw: rawScan, box: z.string().max(32) }),
    z.strictObject({ donationId, din: z.string(), box: z.string() }),
  ),
  /** Takes the unit whose bag label was scanned out of its box; it may be packed anew. `held` is refused for a unit nobody holds. */
  'unit.unpack': command(
    ['courier', 'phlebotomist'],
    z.strictObject({ raw: rawScan, reason: unpackReason }),
    z.strictObject({ donationId, din: z.string(), box: z.string() }),
  ),
  /** A held unit lies in a box that has left the vehicle: who was told to set it apart. Refused while nothing asks for it. */
  'unit.tell-hold': command(
    ['leader', 'courier'],
    z.strictObject({ donationId, toldTo: z.string().trim().min(1).max(100) }),
    nothing,
  ),
};
