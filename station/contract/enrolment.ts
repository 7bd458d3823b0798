import { z } from 'zod';
import { laptopId } from '../../shared/sync/enrolment.ts';
import { command, query } from './define.ts';
import { inBoth } from './in-both.ts';
import { pageOf, pageWanted } from './page.ts';
import type { StationRole } from './roles.ts';

const keepers: readonly StationRole[] = ['administrator'];

export const laptop = z.strictObject({
  /** Thumbprint of its key. */
  laptop: z.string(),
  vehicle: z.string(),
  machineName: z.string(),
  appVersion: z.string(),
  enrolledAtMs: z.int(),
  lastSeenAtMs: z.int(),
  revoked: z.strictObject({ atMs: z.int(), why: z.string(), by: z.string() }).nullable(),
});
export type LaptopLine = z.infer<typeof laptop>;

export const enrolCode = z.strictObject({
  vehicle: z.string(),
  madeAtMs: z.int(),
  expiresAtMs: z.int(),
  usedBy: z.string().nullable(),
  usedAtMs: z.int().nullable(),
});

/** A laptop that came with another state than the station holds, and what that means. */
export const fork = z.strictObject({
  vehicle: z.string(),
  laptop: z.string(),
  title: inBoth,
  meaning: inBoth,
  firstSeenAtMs: z.int(),
  lastSeenAtMs: z.int(),
  count: z.int(),
});

export const enrolmentCalls = {
  'laptop.list': query(keepers, z.strictObject({ ...pageWanted }), pageOf(laptop)),
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
  'fork.list': query(keepers, z.strictObject({ ...pageWanted }), pageOf(fork)),
} as const;
