/**
 * What changed in the donor index since a version, in the order in which it changed, so that a transfer goes on where it was cut however
 * far the index has moved on meanwhile: what changes again comes again at the end. With the last page the vehicle holds the index of
 * that page's version; before it, a mixture that nobody may look things up in.
 */
import { z } from 'zod';
import { indexedDonor } from '../domain/donor/indexed-donor.ts';
import { donorKey } from '../ids.ts';

/** A place in that order: everything up to this donor of this version has come; without a donor, everything of the version. */
export const changesPlace = z.strictObject({
  version: z.int().min(0),
  donorKey: donorKey.nullable(),
});
export type ChangesPlace = Readonly<z.infer<typeof changesPlace>>;

export const donorChanges = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('changes'),
    /** Of the moment the page was read. */
    indexVersion: z.int().min(1),
    donors: z.array(indexedDonor).max(5000),
    /** Donors that are no longer in the index. */
    removed: z.array(donorKey).max(5000),
    /** null: everything up to `indexVersion` has come. */
    next: changesPlace.nullable(),
  }),
  /** The station no longer knows what was removed since, or never was there: the whole index is loaded. */
  z.strictObject({ kind: z.literal('load-anew') }),
]);
export type DonorChanges = Readonly<z.infer<typeof donorChanges>>;

export const donorChangesQuery = z.object({
  generation: z.coerce.number().int().min(1),
  since: z.coerce.number().int().min(0),
  /** Of the donors changed in version `since`, those after this one are still to come. */
  after: donorKey.optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(2000),
});
