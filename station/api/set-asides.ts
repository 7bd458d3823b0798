import { ok } from '../../shared/result.ts';
import type { setAsideCalls } from '../contract/set-asides.ts';
import { readSetAsides } from '../reports/set-asides.ts';
import type { HandlersOf } from './handler.ts';

export const setAsideHandlers: HandlersOf<keyof typeof setAsideCalls> = {
  'set-aside.list': async ({ db }, wanted) => ok(await readSetAsides(db, wanted)),
};
