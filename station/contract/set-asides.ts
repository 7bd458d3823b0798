import { z } from 'zod';
import { setAsideReason } from '../../shared/sync/station-api.ts';
import { query } from './define.ts';
import { direction, pageOf, pageWanted } from './page.ts';
import { everybody } from './roles.ts';

export const setAside = z.strictObject({
  vehicle: z.string(),
  plate: z.string(),
  epoch: z.string(),
  seq: z.int(),
  reason: setAsideReason,
  entryType: z.string(),
  din: z.string().nullable(),
  sessionId: z.string().nullable(),
  venue: z.string().nullable(),
  setAsideAtMs: z.int(),
});
export type SetAside = z.infer<typeof setAside>;

export const setAsideCalls = {
  'set-aside.list': query(
    everybody,
    z.strictObject({
      ...pageWanted,
      reason: setAsideReason.optional(),
      vehicle: z.string().max(64).optional(),
      direction: direction.default('ascend'),
    }),
    pageOf(setAside),
  ),
} as const;
