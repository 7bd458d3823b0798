import { Tag, type TableProps } from 'antd';
import type { Page } from '../../../contract/page.ts';
import type { PreviewLine } from '../../../contract/plans.ts';
import type { Answer } from '../../api/use-call.ts';
import type { Paging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { useText } from '../../text/TextProvider.tsx';

const colours: Readonly<Partial<Record<PreviewLine['kind'], string>>> = {
  drive: 'green',
  rejected: 'red',
  sum: 'blue',
  outside: 'orange',
};

const unitsShown = 3;

/** Every row of the file, with what it was taken for. */
export function PreviewLines({
  answer,
  lines,
  paging,
}: {
  readonly answer: Answer<unknown>;
  readonly lines: Page<PreviewLine>;
  readonly paging: Paging<'line'>;
}) {
  const texts = useText();
  return (
    <DataTable
      answer={answer}
      page={lines}
      paging={paging}
      columns={columnsOf(texts)}
      rowKey={({ sheet, line }) => `${sheet ?? ''} ${line}`}
      empty="plan.preview-empty"
      rowClass={({ kind }) => (kind === 'rejected' ? 'stop' : '')}
    />
  );
}

const columnsOf = ({
  t,
  said,
  number,
}: ReturnType<typeof useText>): NonNullable<TableProps<PreviewLine>['columns']> => [
  {
    title: t('plan.line'),
    align: 'right',
    render: (_, { sheet, line }) => (sheet === null ? line : `${sheet} ${line}`),
  },
  {
    title: t('plan.as-what'),
    render: (_, { kind }) => <Tag color={colours[kind] ?? 'default'}>{t(`plan.kind.${kind}`)}</Tag>,
  },
  {
    title: t('plan.period'),
    render: (_, { period, text }) =>
      period && (
        <span className="two">
          {said(period)}
          <small>{text}</small>
        </span>
      ),
  },
  { title: t('plan.venue'), width: 220, dataIndex: 'venue' },
  {
    title: t('plan.unit-names'),
    width: 300,
    render: (_, { kind, units, text }) =>
      kind === 'drive' ? (
        <span title={units.join('\n')}>
          {units.slice(0, unitsShown).join('、')}
          {units.length > unitsShown && ` +${units.length - unitsShown}`}
        </span>
      ) : (
        <span className="soft">{text}</span>
      ),
  },
  {
    title: t('plan.headcount'),
    align: 'right',
    render: (_, { kind, headcount }) => (kind === 'drive' ? number(headcount) : ''),
  },
  {
    title: t('plan.target'),
    align: 'right',
    render: (_, { target }) => (target === null ? '' : number(target)),
  },
  {
    title: t('plan.notes'),
    width: 240,
    render: (_, { notes }) => notes.map(said).join(' · '),
  },
];
