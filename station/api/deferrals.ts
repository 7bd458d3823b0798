import { err, ok } from '../../shared/result.ts';
import type { deferralCalls } from '../contract/deferrals.ts';
import { endDeferral, placeDeferral } from '../reference/change-deferral.ts';
import { readDeferrals } from '../reports/deferrals.ts';
import { todayInChina } from '../reports/today.ts';
import type { HandlersOf } from './handler.ts';

const short = (key: string): string => key.slice(0, 16);

export const deferralHandlers: HandlersOf<keyof typeof deferralCalls> = {
  'deferral.list': async ({ db }, wanted, { nowMs }) =>
    ok(await readDeferrals(db, wanted, todayInChina(nowMs))),
  'deferral.place': {
    note: ({ donorKey, reason, until, why }) => [
      short(donorKey),
      { reason, ...(until !== null && { until }), why },
    ],
    run: async ({ db }, { donorKey, reason, until }, { nowMs }) => {
      const placed = await placeDeferral(db, { donorKey, reason, until }, nowMs);
      return placed.ok ? ok({}) : err({ reason: placed.error });
    },
  },
  'deferral.end': {
    note: ({ donorKey, reason, until, why }) => [
      short(donorKey),
      { reason, ...(until !== null && { until }), why },
    ],
    run: async ({ db }, { donorKey, reason, until }, { nowMs }) => {
      const ended = await endDeferral(db, { donorKey, reason, until }, todayInChina(nowMs));
      return ended.ok ? ok({}) : err({ reason: ended.error });
    },
  },
};
