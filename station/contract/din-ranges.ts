import { z } from 'zod';
import { command, query } from './define.ts';
import { pageOf, pageWanted } from './page.ts';
import { everybody, type StationRole } from './roles.ts';

export const dinRange = z.strictObject({
  rangeId: z.string(),
  vehicle: z.string(),
  plate: z.string(),
  firstDin: z.string(),
  lastDin: z.string(),
  count: z.int(),
  /** Numbers that any donation has used, spoiled ones among them. */
  used: z.int(),
  free: z.int(),
  issuedAtMs: z.int(),
});
export type DinRangeLine = z.infer<typeof dinRange>;

export const fateKind = z.enum([
  'used',
  'spoiled',
  'returned',
  'missing',
  'split',
  'recalled',
  'free',
]);
export type FateKind = z.infer<typeof fateKind>;

/** Consecutive numbers of one fate, who said so and when. */
export const fateLine = z.strictObject({
  firstDin: z.string(),
  count: z.int(),
  /** Who has them now; null: the station. */
  vehicle: z.string().nullable(),
  kind: fateKind,
  atMs: z.int().nullable(),
  by: z.string().nullable(),
  witness: z.string().nullable(),
  why: z.string().nullable(),
  /** Donations under the same number after the first. */
  again: z.int(),
});
export type FateLine = z.infer<typeof fateLine>;

const rangeId = z.string().max(64);
const takeBack = {
  rangeId,
  /** So many of its last numbers. */
  count: z.int().min(1).max(100_000),
  why: z.string().trim().min(2).max(500),
  /** For a laptop that will not come back: the numbers are free without waiting for its word. */
  atOnce: z.boolean().default(false),
} as const;
const keepers: readonly StationRole[] = ['administrator', 'laboratory'];

export const dinRangeCalls = {
  'din-range.list': query(
    everybody,
    z.strictObject({ ...pageWanted, vehicle: z.string().max(64).optional() }),
    pageOf(dinRange),
  ),
  'din-range.issue': command(
    keepers,
    z.strictObject({
      vehicle: z.string().max(64),
      firstDin: z.string().trim().toUpperCase().max(20),
      count: z.int().min(1).max(100_000),
    }),
    z.strictObject({ rangeId: z.string() }),
  ),
  /** What became of every number of a range. */
  'din-range.fates': query(
    everybody,
    z.strictObject({ rangeId, ...pageWanted }),
    z.strictObject({ counts: z.record(fateKind, z.int()), runs: pageOf(fateLine) }),
  ),
  /** What became of one number. */
  'din.fate': query(
    everybody,
    z.strictObject({ din: z.string().trim().toUpperCase().max(20) }),
    z.strictObject({
      known: z.enum(['issued', 'never-issued', 'not-a-din']),
      fate: fateLine.nullable(),
    }),
  ),
  'din-range.recall': command(keepers, z.strictObject(takeBack), z.strictObject({})),
  'din-range.split': command(
    keepers,
    z.strictObject({ ...takeBack, toVehicle: z.string().max(64) }),
    z.strictObject({}),
  ),
} as const;
