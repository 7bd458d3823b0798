import { z } from 'zod';
import { setAsideReason } from '../../shared/sync/station-api.ts';
import { resolutionDecision } from '../../shared/sync/verdicts.ts';
import { command, query } from './define.ts';
import { pageOf, pageWanted } from './page.ts';
import { queueFilter, queuePage } from './queue.ts';
import type { StationRole } from './roles.ts';

/** Why a unit is held says something about the donor. */
export const judging: readonly StationRole[] = ['administrator', 'physician', 'laboratory'];

/** A unit that must not be released. No word on who the donor is, nor why they are deferred. */
export const hold = z.strictObject({
  din: z.string(),
  product: z.string().nullable(),
  vehicle: z.string(),
  plate: z.string(),
  donationId: z.string(),
  box: z.string().nullable(),
  drawnAtMs: z.int().nullable(),
  reasons: z.array(setAsideReason),
  /** `waiting`: nobody has decided. `discard`: it was decided not to use it. */
  state: z.enum(['waiting', 'discard']),
  sinceMs: z.int(),
});
export type Hold = Readonly<z.infer<typeof hold>>;

export const setAsideCalls = {
  /** The longest waiting first; `cursor` is where the page before ended. */
  'set-aside.list': query(
    judging,
    queueFilter.extend({
      olderThanMs: z.int().min(0).optional(),
      limit: z.int().min(1).max(100).default(20),
    }),
    queuePage,
  ),
  /** Two persons for what could reach a patient: the first one's word is noted and changes nothing yet. */
  'set-aside.resolve': command(
    ['physician', 'laboratory'],
    z.strictObject({
      id: z.uuid(),
      decision: resolutionDecision,
      why: z.string().trim().min(2).max(500),
    }),
    z.strictObject({ outcome: z.enum(['resolved', 'needs-second']) }),
  ),
  'hold.list': query(['physician', 'laboratory'], z.strictObject({ ...pageWanted }), pageOf(hold)),
} as const;
