import { z } from 'zod';
import { donationId, operatorId, sessionId, visitId } from '../../ids.ts';
import { hasNoNul } from '../../no-nul.ts';
import { setLabel } from './label.ts';

const din = z.string().length(13).refine(hasNoNul);
const boxCode = z.string().min(1).max(32);

export const spoilReason = z.enum([
  'label-damaged',
  'bag-faulty',
  'second-puncture',
  'donor-withdrew',
  'lost',
]);
/** `held`: the station held the unit after it was packed. `wrong-box`: it was put into a box where it does not belong. */
export const unpackReason = z.enum(['held', 'wrong-box']);
export const volumeSource = z.enum(['scale', 'typed']);

export const donationBodies = {
  'donation.prepared': z.strictObject({
    donationId,
    sessionId,
    visitId,
    din,
    dinOrigin: z.enum(['scanned', 'typed', 'next-of-range']),
    bagLot: z.string().max(32),
    volumeMl: z.int().min(50).max(1000),
    labels: z.array(setLabel).min(1).max(12),
  }),
  /** Re-identification before venepuncture (SOP 2012/2019). */
  'donation.identity-confirmed': z.strictObject({ donationId, how: z.enum(['card', 'spoken']) }),
  /** The header's time is the start of the draw. */
  'donation.started': z.strictObject({ donationId }),
  'donation.stopped': z.strictObject({
    donationId,
    volumeMl: z.int().min(0).max(1000),
    volumeSource,
    /** The scale's own line, when the scale gave the volume. */
    scaleFrame: z.string().max(200).nullable(),
    durationS: z.int().min(0),
    marks: z.strictObject({
      noPlatelets: z.boolean(),
      noFfp: z.boolean(),
      volumeOutOfTolerance: z.boolean(),
    }),
  }),
  /** The number is destroyed with everything that carries it; two people see it. It is never used again. */
  'donation.spoiled': z.strictObject({ donationId, din, reason: spoilReason, witness: operatorId }),
  'unit.packed': z.strictObject({ donationId, din, box: boxCode }),
  /** Taken out of `box` again; the header says who and when. It is packed anew before the day is sealed. */
  'unit.unpacked': z.strictObject({
    donationId,
    din,
    box: boxCode,
    reason: unpackReason,
    /** What the station held the unit for when it was taken out; empty when it held it for nothing. */
    heldFor: z.array(z.string().max(64)).max(20),
  }),
  /** The box had left the vehicle when the hold came: who was told to set the unit apart, by a person's word. */
  'unit.hold-told': z.strictObject({
    donationId,
    din,
    box: boxCode,
    toldTo: z.string().trim().min(1).max(100),
    heldFor: z.array(z.string().max(64)).max(20),
  }),
};
