import { Button, Empty, Table, Tag, type TableProps } from 'antd';
import { Link } from 'wouter';
import type { QueueItem } from '../../../contract/queue.ts';
import { useCall } from '../../api/use-call.ts';
import { dinText } from '../../text/formats.ts';
import { useText } from '../../text/TextProvider.tsx';

function Words({ item }: { readonly item: QueueItem }) {
  const { t, moment } = useText();
  return (
    <span className="two">
      {item.decision !== null && <Tag color="green">{t(`decision.${item.decision}`)}</Tag>}
      {item.holds && <Tag color="red">{t('set-aside.unit-held')}</Tag>}
      {item.words.map(({ atMs, by, decision, why }) => (
        <small key={atMs}>
          {t('set-aside.word', {
            ...{ at: moment(atMs), who: by, why },
            decision: t(`decision.${decision}`),
          })}
        </small>
      ))}
    </span>
  );
}

/** The queue itself: what happened, to which unit, and what has been said about it. */
export function Queue({
  items,
  busy,
  onResolve,
}: {
  readonly items: readonly QueueItem[];
  readonly busy: boolean;
  readonly onResolve: ((item: QueueItem) => void) | undefined;
}) {
  const texts = useText();
  const { t } = texts;
  const nowMs = useCall('me.get', {}).value?.nowMs ?? 0;
  return (
    <Table<QueueItem>
      size="small"
      pagination={false}
      loading={busy}
      rowKey={({ id }) => id}
      dataSource={items}
      scroll={{ x: 'max-content' }}
      locale={{
        emptyText: (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('set-aside.empty')} />
        ),
      }}
      columns={[
        ...columnsOf(texts, nowMs),
        ...(onResolve
          ? [
              {
                title: '',
                render: (_: unknown, item: QueueItem) =>
                  item.decision === null && (
                    <Button size="small" onClick={() => onResolve(item)}>
                      {t('set-aside.resolve')}
                    </Button>
                  ),
              },
            ]
          : []),
      ]}
    />
  );
}

const columnsOf = (
  { t, moment, duration }: ReturnType<typeof useText>,
  nowMs: number,
): NonNullable<TableProps<QueueItem>['columns']> => [
  {
    title: t('set-aside.at'),
    render: (_, { setAsideAtMs, decision }) => (
      <span className="two">
        {moment(setAsideAtMs)}
        {decision === null && (
          <small>
            {t('set-aside.age')} {duration(nowMs - setAsideAtMs)}
          </small>
        )}
      </span>
    ),
  },
  {
    title: t('set-aside.reason'),
    width: 240,
    render: (_, { reason }) => t(`set-aside.reason.${reason}`),
  },
  {
    title: t('donation.din'),
    render: (_, { din, product, box }) => (
      <span className="two">
        {din === null ? '—' : <code>{dinText(din)}</code>}
        <small>{[product, box].filter((part) => part !== null).join(' · ')}</small>
      </span>
    ),
  },
  {
    title: t('set-aside.session'),
    render: (_, { sessionId, venue, plate, operator }) => (
      <span className="two">
        {sessionId === null ? plate : <Link href={`/sessions/${sessionId}`}>{venue}</Link>}
        <small>
          {plate} · {operator}
        </small>
      </span>
    ),
  },
  {
    title: t('set-aside.entry'),
    render: (_, { entryType, seq }) => (
      <span className="two">
        {entryType}
        <small>{seq}</small>
      </span>
    ),
  },
  { title: t('set-aside.decision'), width: 190, render: (_, item) => <Words item={item} /> },
];
