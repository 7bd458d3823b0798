import { err, ok, type Result } from '../../shared/result.ts';
import type { unitCalls } from '../contract/units.ts';
import { type AliasRefusal, keepUnitsApart, mergeUnits, reconsiderUnits } from '../plan/aliases.ts';
import { findUnits, readLikelySame, readUnitDecisions } from '../plan/read-aliases.ts';
import { planSentences } from '../plan/refusals.ts';
import { sliceOf } from '../reports/read-page.ts';
import { type Asking, type CallRefusal, type HandlersOf, personIn } from './handler.ts';

const authorOf = (asking: Asking) => ({ by: personIn(asking).user, nowMs: asking.nowMs });

const answer = (
  result: Result<undefined, AliasRefusal>,
): Result<Record<string, never>, CallRefusal> =>
  result.ok
    ? ok({})
    : err({
        ...{ reason: 'plan-refused', details: { what: result.error } },
        said: planSentences[result.error],
      });

type Two = { readonly unitId: string; readonly otherId: string };
const note = ({ unitId, otherId }: Two) => [unitId, { 'other-unit': otherId }] as const;

export const unitHandlers: HandlersOf<keyof typeof unitCalls> = {
  'unit.likely-same': async ({ db }, page) => ok(sliceOf(await readLikelySame(db), page)),
  'unit.decisions': async ({ db }, page) => ok(sliceOf(await readUnitDecisions(db), page)),
  'unit.find': async ({ db }, { search }) => ok({ units: await findUnits(db, search) }),
  'unit.merge': {
    note,
    run: async ({ db }, two, asking) => answer(await mergeUnits(db, two, authorOf(asking))),
  },
  'unit.keep-apart': {
    note,
    run: async ({ db }, two, asking) => answer(await keepUnitsApart(db, two, authorOf(asking))),
  },
  'unit.reconsider': {
    note,
    run: async ({ db }, two, asking) => answer(await reconsiderUnits(db, two, authorOf(asking))),
  },
};
