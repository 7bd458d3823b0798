import { z } from 'zod';
import { command, query } from './define.ts';
import { pageOf, pageWanted } from './page.ts';
import { everybody } from './roles.ts';

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

export const dinRangeCalls = {
  'din-range.list': query(
    everybody,
    z.strictObject({ ...pageWanted, vehicle: z.string().max(64).optional() }),
    pageOf(dinRange),
  ),
  'din-range.issue': command(
    ['administrator', 'laboratory'],
    z.strictObject({
      vehicle: z.string().max(64),
      firstDin: z.string().trim().toUpperCase().max(20),
      count: z.int().min(1).max(100_000),
    }),
    z.strictObject({ rangeId: z.string() }),
  ),
} as const;
