import { InputNumber, Progress, Segmented, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { completionBy, type CompletionBy, type CompletionRow } from '../../../contract/plans.ts';
import { useCall } from '../../api/use-call.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { Screen } from '../../parts/Frame.tsx';
import { SearchBox } from '../../parts/SearchBox.tsx';
import { todayInChina } from '../../text/formats.ts';
import { useText } from '../../text/TextProvider.tsx';
import { Total } from './Total.tsx';

const refreshMs = 60_000;

/** 完成情况: how far the year's plans are fulfilled by what the vehicles have sent. */
export function CompletionScreen() {
  const texts = useText();
  const { t } = texts;
  const nowMs = useCall('me.get', {}).value?.nowMs ?? 0;
  const [chosenYear, setYear] = useState<number | null>(null);
  const year = chosenYear ?? Number(todayInChina(nowMs).slice(0, 4));
  const [by, setBy] = useState<CompletionBy>('unit');
  const [search, setSearch] = useState('');
  const paging = usePaging<'given' | 'name' | 'target' | 'donations' | 'percent'>('given');
  const answer = useCall(
    'completion.get',
    { ...paging.wanted, by, search, year },
    { everyMs: refreshMs },
  );
  const likely = useCall('unit.likely-same', { size: 1 });
  return (
    <Screen title="area.completion">
      <div className="bar">
        <InputNumber
          min={2000}
          max={2200}
          precision={0}
          value={year}
          aria-label={t('plan.year')}
          onChange={(value) => {
            setYear(value);
            paging.restart();
          }}
        />
        <Segmented
          value={by}
          onChange={(value) => {
            setBy(value);
            paging.restart();
          }}
          options={completionBy.options.map((value) => ({
            value,
            label: t(`completion.by-${value}`),
          }))}
        />
        <SearchBox
          hint="completion.search"
          onSearch={(text) => {
            setSearch(text);
            paging.restart();
          }}
        />
      </div>
      {by === 'unit' && (likely.value?.total ?? 0) > 0 && (
        <p className="how">
          <Link href="/names">{t('completion.names', { n: likely.value?.total ?? 0 })}</Link>
        </p>
      )}
      {answer.value !== undefined && <Total year={answer.value.year} total={answer.value.total} />}
      <DataTable
        answer={answer}
        page={answer.value?.table}
        paging={paging}
        columns={columnsOf(texts, by)}
        rowKey={({ key }) => key ?? '—'}
        empty="completion.empty"
      />
    </Screen>
  );
}

const columnsOf = (
  { t, number, units, percent }: ReturnType<typeof useText>,
  by: CompletionBy,
): NonNullable<TableProps<CompletionRow>['columns']> => [
  {
    key: 'name',
    title: t(`completion.name-${by}`),
    sorter: true,
    width: 320,
    render: (_, { name }) => name ?? <span className="soft">{t(`completion.none-${by}`)}</span>,
  },
  ...(by === 'unit'
    ? [
        {
          title: t('completion.headcount'),
          align: 'right' as const,
          render: (_: unknown, { headcount }: CompletionRow) => number(headcount),
        },
      ]
    : []),
  {
    key: 'target',
    title: t('completion.target'),
    align: 'right',
    sorter: true,
    render: (_, { target, targetFrom }) => (
      <>
        {number(target)}
        {targetFrom !== null && (
          <small className="soft"> {t(`completion.from.${targetFrom}`)}</small>
        )}
      </>
    ),
  },
  { title: t('completion.drives'), align: 'right', render: (_, { drives }) => number(drives) },
  {
    title: t('completion.sessions'),
    align: 'right',
    render: (_, { sessions }) => number(sessions),
  },
  {
    key: 'donations',
    title: t('completion.donations'),
    align: 'right',
    sorter: true,
    render: (_, { donations }) => number(donations),
  },
  {
    title: t('completion.units'),
    align: 'right',
    render: (_, { volumeMl }) => units(volumeMl),
  },
  {
    key: 'percent',
    title: t('completion.percent'),
    sorter: true,
    width: 190,
    render: (_, row) =>
      row.percent === null ? (
        '—'
      ) : (
        <Progress
          percent={Math.min(100, row.percent)}
          size="small"
          status={row.percent >= 100 ? 'success' : 'normal'}
          format={() => percent(row.percent)}
        />
      ),
  },
];
