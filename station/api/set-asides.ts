import { err, ok } from '../../shared/result.ts';
import type { setAsideCalls } from '../contract/set-asides.ts';
import { sliceOf } from '../reports/read-page.ts';
import { holdsList } from '../set-aside/holds.ts';
import { readQueue } from '../set-aside/queue.ts';
import { resolveSetAside } from '../set-aside/resolve.ts';
import { type HandlersOf, personIn } from './handler.ts';

export const setAsideHandlers: HandlersOf<keyof typeof setAsideCalls> = {
  'set-aside.list': async ({ db }, wanted, { nowMs }) => {
    const { items, nextCursor, open } = await readQueue(db, wanted, nowMs);
    return ok({ items: [...items], nextCursor, open });
  },
  'set-aside.resolve': {
    note: ({ id, decision, why }) => [id, { decision, why }],
    run: async ({ db }, { id, decision, why }, asking) => {
      const by = personIn(asking).user;
      const done = await resolveSetAside(db, { id, decision, why, by }, asking.nowMs);
      return done.ok
        ? ok({ outcome: done.value })
        : err({ reason: `set-aside-${done.error}` as const });
    },
  },
  'hold.list': async ({ db }, page) => ok(sliceOf(await holdsList(db), page)),
};
