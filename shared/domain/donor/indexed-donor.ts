import { z } from 'zod';
import { donorKey } from '../../ids.ts';

/** One donor of the index a vehicle takes along: no name, no number. Station-owned. */
export const indexedDonor = z.strictObject({
  donorKey,
  donationCount: z.int().min(0),
  bloodGroup: z.string().max(8).nullable(),
  hadReaction: z.boolean(),
  history: z
    .array(
      z.strictObject({
        date: z.iso.date(),
        type: z.enum(['whole-blood', 'apheresis-platelets']),
        volumeMl: z.int().min(0),
      }),
    )
    .max(200),
  deferrals: z
    .array(
      z.strictObject({
        clause: z.string().max(32),
        reason: z.string().max(200),
        /** null: for good. */
        until: z.iso.date().nullable(),
      }),
    )
    .max(50),
});
export type IndexedDonor = Readonly<z.infer<typeof indexedDonor>>;
