import { err, ok, type Result } from '../../shared/result.ts';
import type { dinRangeCalls } from '../contract/din-ranges.ts';
import type { StationRefusal } from '../contract/refusals.ts';
import { dinFate, dinFates } from '../reference/din-fates.ts';
import {
  recallDinRange,
  splitDinRange,
  type TakeBackRefusal,
} from '../reference/din-range-changes.ts';
import { type DinRangeRefusal, issueDinRange } from '../reference/din-ranges.ts';
import { readDinRanges } from '../reports/din-ranges.ts';
import { toFateLine } from '../reports/fate-line.ts';
import { sliceOf } from '../reports/read-page.ts';
import { type CallRefusal, type HandlersOf, personIn } from './handler.ts';

const reasons: Readonly<Record<DinRangeRefusal | TakeBackRefusal, StationRefusal>> = {
  'not-a-din': 'not-a-din',
  'range-empty': 'range-empty',
  'range-too-long': 'range-too-long',
  'range-crosses-year': 'range-crosses-year',
  overlap: 'range-overlaps',
  'unknown-vehicle': 'vehicle-unknown',
  'unknown-range': 'range-unknown',
  'same-vehicle': 'range-same-vehicle',
  'count-wrong': 'range-count-wrong',
  'numbers-used': 'range-numbers-used',
  'reason-needed': 'range-reason-needed',
};

const done = (
  changed: Result<unknown, TakeBackRefusal>,
): Result<Record<string, never>, CallRefusal> =>
  changed.ok ? ok({}) : err({ reason: reasons[changed.error] });

export const dinRangeHandlers: HandlersOf<keyof typeof dinRangeCalls> = {
  'din-range.list': async ({ db }, wanted) => ok(await readDinRanges(db, wanted)),
  'din-range.issue': {
    note: ({ vehicle, firstDin, count }) => [
      vehicle,
      { count: String(count), 'first-din': firstDin },
    ],
    run: async ({ db }, { vehicle, firstDin, count }) => {
      const issued = await issueDinRange(db, { vehicleId: vehicle, firstDin, count });
      return issued.ok
        ? ok({ rangeId: issued.value.rangeId })
        : err({ reason: reasons[issued.error] });
    },
  },
  'din-range.fates': async ({ db }, { rangeId, ...page }) => {
    const fates = await dinFates(db, rangeId);
    if (!fates) return err({ reason: 'range-unknown' });
    const { rows, ...rest } = sliceOf(fates.runs, page);
    return ok({ counts: { ...fates.counts }, runs: { ...rest, rows: rows.map(toFateLine) } });
  },
  'din.fate': async ({ db }, { din }) => {
    const found = await dinFate(db, din);
    return ok({ known: found.kind, fate: found.kind === 'issued' ? toFateLine(found) : null });
  },
  'din-range.recall': {
    note: ({ rangeId, count, why }) => [rangeId, { count: String(count), why }],
    run: async ({ db }, request, asking) => {
      const by = personIn(asking).user;
      return done(await recallDinRange(db, { ...request, by }, asking.nowMs));
    },
  },
  'din-range.split': {
    note: ({ rangeId, count, toVehicle, why }) => [
      rangeId,
      { count: String(count), 'to-vehicle': toVehicle, why },
    ],
    run: async ({ db }, request, asking) => {
      const by = personIn(asking).user;
      return done(await splitDinRange(db, { ...request, by }, asking.nowMs));
    },
  },
};
