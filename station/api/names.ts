import { ok } from '../../shared/result.ts';
import type { nameCalls } from '../contract/names.ts';
import { readNames } from '../reports/names.ts';
import type { HandlersOf } from './handler.ts';

export const nameHandlers: HandlersOf<keyof typeof nameCalls> = {
  'name.list': async ({ db }) => ok(await readNames(db)),
};
