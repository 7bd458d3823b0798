import { z } from 'zod';
import { donationId, operatorId, sessionId, visitId } from '../../ids.ts';
import { setLabel } from './label.ts';

const din = z.string().length(13);

export const spoilReason = z.enum([
  'label-damaged',
  'bag-faulty',
  'second-puncture',
  'donor-withdrew',
  'lost',
]);
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
  'unit.packed': z.strictObject({ donationId, din, box: z.string().min(1).max(32) }),
};
