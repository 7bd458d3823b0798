import { z } from 'zod';
import { donorKey, personKey } from '../../ids.ts';
import { heldDeferralSchema, pastDonationSchema } from '../screening/schema.ts';

/** One donor of the index a vehicle takes along: no name, no number. Station-owned. */
export const indexedDonor = z
  .strictObject({
    donorKey,
    /** null where the station does not know name and birth date: then nobody is proposed. */
    personKey: personKey.nullable(),
    donationCount: z.int().min(0),
    bloodGroup: z.string().max(8).nullable(),
    hadReaction: z.boolean(),
    history: z.array(pastDonationSchema).max(200).readonly(),
    deferrals: z.array(heldDeferralSchema).max(50).readonly(),
  })
  .readonly();
export type IndexedDonor = z.infer<typeof indexedDonor>;
