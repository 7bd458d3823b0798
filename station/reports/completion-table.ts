import type { CallOutput, CallReadInput } from '../contract/index.ts';
import type { CompletionBy, CompletionRow } from '../contract/plans.ts';
import type { Completion } from '../plan/completion-shape.ts';
import { sliceOf } from './read-page.ts';
import type { Sheet } from './sheet.ts';

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

const titleOf: Readonly<Record<CompletionBy, string>> = {
  unit: '单位 Unit',
  place: '地点 Place',
  week: '周（星期一） Week (Monday)',
  vehicle: '采血车 Vehicle',
};
const unitMl = 200;

/** One of the four tables whole, with its sum as the last row. */
export function completionSheet(completion: Completion, by: CompletionBy): Sheet {
  const { year, total } = completion;
  const cells = ({ target, drives, sessions, donations, volumeMl, percent }: Summed) => [
    ...[target, drives, sessions, donations, volumeMl, volumeMl / unitMl, percent],
  ];
  return {
    name: `完成情况 ${year}`,
    titles: [
      ...[titleOf[by], '人数 Headcount', '任务 Target', '活动 Drives', '场次 Sessions'],
      ...['已献 Donations', '采血量 Volume mL', '单位 Units (200 mL)', '完成 Reached %'],
    ],
    rows: [
      ...rowsBy[by](completion).map((row) => [row.name ?? '—', row.headcount, ...cells(row)]),
      ['合计 Total', null, ...cells(total)],
    ],
  };
}

type Summed = Measured & Pick<CompletionRow, 'drives'>;

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
