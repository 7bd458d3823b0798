import type { CallOutput, CallReadInput } from '../contract/index.ts';
import type { CompletionBy, CompletionRow } from '../contract/plans.ts';
import type { Completion } from '../plan/completion-shape.ts';
import { sliceOf } from './read-page.ts';

type Wanted = Omit<CallReadInput<'completion.get'>, 'year'>;

/** One of the four tables of how far a year's plans are fulfilled, a page of it. */
export function completionTable(
  completion: Completion,
  { by, search, sort, direction, ...page }: Wanted,
): CallOutput<'completion.get'> {
  const wanted = search.toLowerCase();
  const rows = rowsBy[by](completion).filter(
    ({ key, name }) =>
      wanted === '' || [key, name].some((text) => text?.toLowerCase().includes(wanted)),
  );
  const sorted = sort === 'given' ? rows : rows.toSorted(by === 'week' ? order.name : order[sort]);
  const { year, total } = completion;
  return {
    ...{ year, total },
    table: sliceOf(direction === 'ascend' ? sorted : sorted.toReversed(), page),
  };
}

const alone = { headcount: null, targetFrom: null } as const;

const rowsBy: Readonly<Record<CompletionBy, (completion: Completion) => CompletionRow[]>> = {
  unit: ({ byUnit }) =>
    byUnit.map(
      ({ unitId, name, headcount, targetFrom, drivesByHalf: [first, second], ...row }) => ({
        ...{ key: unitId, name, headcount, targetFrom, drives: first + second },
        ...measuredOf(row),
      }),
    ),
  place: ({ byPlace }) =>
    byPlace.map(({ place, drives, ...row }) => ({
      ...{ key: place, name: place, ...alone, drives, ...measuredOf(row) },
    })),
  week: ({ byWeek }) =>
    byWeek.map(({ monday, drives, ...row }) => ({
      ...{ key: monday, name: monday, ...alone, drives, ...measuredOf(row) },
    })),
  vehicle: ({ byVehicle }) =>
    byVehicle.map(({ vehicle, plate, drives, ...row }) => ({
      ...{ key: vehicle, name: plate, ...alone, drives, ...measuredOf(row) },
    })),
};

type Measured = Pick<CompletionRow, 'target' | 'donations' | 'volumeMl' | 'sessions' | 'percent'>;

const measuredOf = ({ target, donations, volumeMl, sessions, percent }: Measured): Measured => ({
  ...{ target, donations, volumeMl, sessions, percent },
});

type Order = (a: CompletionRow, b: CompletionRow) => number;

const byNumber =
  (of: (row: CompletionRow) => number | null): Order =>
  (a, b) =>
    (of(a) ?? -1) - (of(b) ?? -1);

const collator = new Intl.Collator('zh-CN', { numeric: true });

const order = {
  name: (a, b) => collator.compare(a.name ?? '', b.name ?? ''),
  target: byNumber(({ target }) => target),
  donations: byNumber(({ donations }) => donations),
  percent: byNumber(({ percent }) => percent),
} as const satisfies Readonly<Record<string, Order>>;
