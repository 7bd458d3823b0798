import { Progress, type TableProps } from 'antd';
import type { CompletionBy, CompletionRow } from '../../../contract/plans.ts';
import type { Texts } from '../../text/TextProvider.tsx';

/** The columns of one of the four tables; those with a `key` can be sorted by it. */
export const completionColumns = (
  { t, number, units, percent }: Texts,
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
