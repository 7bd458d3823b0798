import { z } from 'zod';
import { laptopId } from '../../shared/sync/enrolment.ts';
import { command, query } from './define.ts';
import { pageOf, pageWanted, searchText } from './page.ts';
import { everybody, type StationRole } from './roles.ts';

const keepers: readonly StationRole[] = ['administrator'];

export const laptop = z.strictObject({
  /** Thumbprint of its key. */
  laptop: z.string(),
  vehicle: z.string(),
  plate: z.string(),
  machineName: z.string(),
  appVersion: z.string(),
  enrolledAtMs: z.int(),
  lastSeenAtMs: z.int(),
  revoked: z.strictObject({ atMs: z.int(), why: z.string(), by: z.string() }).nullable(),
});
export type LaptopLine = z.infer<typeof laptop>;

export const enrolCode = z.strictObject({
  vehicle: z.string(),
  plate: z.string(),
  madeAtMs: z.int(),
  expiresAtMs: z.int(),
  usedBy: z.string().nullable(),
  usedAtMs: z.int().nullable(),
});

/**
 * What came to the station although it holds it, or other than it holds it. `repeat`: the same entries once more. `restored`: a laptop
 * brought back to an older state. `cloned`: two laptops at work with one journal.
 */
export const toldApart = z.strictObject({
  told: z.enum(['repeat', 'restored', 'cloned']),
  vehicle: z.string(),
  plate: z.string(),
  epoch: z.string(),
  /** Whose it is; null for a repeat, which any line can cause. */
  laptop: z.strictObject({ laptop: z.string(), machineName: z.string() }).nullable(),
  /** The first entry that differs or is missing; of a repeat the last entry that came again. */
  seq: z.int(),
  /** Entries the station held then. */
  heldSeq: z.int(),
  /** It has begun a new epoch, and its own entries are kept as a branch. */
  wentOn: z.boolean(),
  firstSeenAtMs: z.int(),
  lastSeenAtMs: z.int(),
  count: z.int(),
});
export type ToldApart = z.infer<typeof toldApart>;

export const enrolmentCalls = {
  'laptop.list': query(
    keepers,
    z.strictObject({ ...pageWanted, search: searchText }),
    pageOf(laptop),
  ),
  'laptop.revoke': command(
    keepers,
    z.strictObject({ laptop: laptopId, why: z.string().trim().min(1).max(200) }),
    z.strictObject({}),
  ),
  'enrol-code.list': query(keepers, z.strictObject({ ...pageWanted }), pageOf(enrolCode)),
  /** Shown once; only its hash is kept. */
  'enrol-code.make': command(
    keepers,
    z.strictObject({ vehicle: z.string().max(64) }),
    z.strictObject({ code: z.string(), expiresAtMs: z.int() }),
  ),
  /** What needs a person first, then repeats of the last week. */
  'told-apart.list': query(everybody, z.strictObject({ ...pageWanted }), pageOf(toldApart)),
} as const;
