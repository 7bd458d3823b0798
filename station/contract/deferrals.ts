import { z } from 'zod';
import { civilDateSchema } from '../../shared/domain/civil-date.ts';
import { donationTypeSchema } from '../../shared/domain/screening/vocabulary-schema.ts';
import { donorKey } from '../../shared/ids.ts';
import { command, query } from './define.ts';
import { inBoth } from './in-both.ts';
import { rowsPerPageMax } from './page.ts';
import type { StationRole } from './roles.ts';

/** Deferrals are health data, even under a keyed hash. */
const medical: readonly StationRole[] = ['physician', 'laboratory'];

export const deferralLine = z.strictObject({
  donorKey: z.string(),
  /** A code of a rule set, or a person's own words. */
  reason: z.string(),
  /** What the rule set calls it; null: the reason is in words already. */
  words: inBoth.nullable(),
  clause: z.string().nullable(),
  permanent: z.boolean(),
  until: z.string().nullable(),
  bars: z.union([z.literal('all'), z.array(donationTypeSchema)]),
  endedOn: z.string().nullable(),
  active: z.boolean(),
});
export type DeferralLine = z.infer<typeof deferralLine>;

const reason = z.string().trim().min(1).max(200);

export const deferralCalls = {
  /** In the order of the donors' keys: `after` is the last key of the page before. */
  'deferral.list': query(
    medical,
    z.strictObject({
      size: z.int().min(1).max(rowsPerPageMax).default(50),
      after: donorKey.optional(),
      donorKey: donorKey.optional(),
      reason: z.string().trim().max(200).optional(),
      show: z.enum(['active', 'ended', 'all']).default('active'),
      /** Those that end on or after / on or before a day. */
      untilFrom: civilDateSchema.optional(),
      untilTo: civilDateSchema.optional(),
    }),
    z.strictObject({
      rows: z.array(deferralLine).max(rowsPerPageMax * 50),
      /** null on the last page. */
      next: z.string().nullable(),
    }),
  ),
  'deferral.place': command(
    ['physician'],
    z.strictObject({
      donorKey,
      reason,
      /** The first day it no longer bars; null: for good. */
      until: civilDateSchema.nullable(),
      why: reason,
    }),
    z.strictObject({}),
  ),
  'deferral.end': command(
    ['physician'],
    z.strictObject({ donorKey, reason, until: civilDateSchema.nullable(), why: reason }),
    z.strictObject({}),
  ),
} as const;
