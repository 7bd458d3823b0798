import { Button, Empty, Table, Tag, type TableProps } from 'antd';
import { Link } from 'wouter';
import type { QueueItem } from '../../../contract/queue.ts';
import { setAsideWords } from '../../../contract/words.ts';
import { useCall } from '../../api/use-call.ts';
import { type Names, useNames } from '../../api/use-names.ts';
import { When } from '../../parts/When.tsx';
import { entryName } from '../../text/entry-name.ts';
import { factSentences } from '../../text/fact-sentences.ts';
import { dinText } from '../../text/formats.ts';
import { useText } from '../../text/TextProvider.tsx';

function Words({ item }: { readonly item: QueueItem }) {
  const { t, moment } = useText();
  const names = useNames();
  return (
    <span className="two">
      {item.decision !== null && <Tag color="green">{t(`decision.${item.decision}`)}</Tag>}
      {item.holds && <Tag color="red">{t('set-aside.unit-held')}</Tag>}
      {item.words.map(({ atMs, by, decision, why }) => (
        <small key={atMs}>
          {t('set-aside.word', {
            ...{ at: moment(atMs), who: names.user(by), why },
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
  const names = useNames();
  const { t } = texts;
  const nowMs = useCall('me.get', {}).value?.nowMs ?? 0;
  return (
    <Table<QueueItem>
      size="small"
      pagination={false}
      loading={busy}
      rowKey={({ id }) => id}
      dataSource={items}
      locale={{
        emptyText: (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('set-aside.empty')} />
        ),
      }}
      columns={[
        ...columnsOf(texts, names, nowMs),
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
  texts: ReturnType<typeof useText>,
  names: Names,
  nowMs: number,
): NonNullable<TableProps<QueueItem>['columns']> => {
  const { t, said, duration } = texts;
  return [
    {
      title: t('set-aside.at'),
      render: (_, { setAsideAtMs, decision }) => (
        <span className="two">
          <When atMs={setAsideAtMs} />
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
      render: (_, item) => (
        <span className="two">
          {said(setAsideWords[item.reason])}
          <small>{factSentences(texts, names, item).join(' · ')}</small>
        </span>
      ),
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
            {plate} · {names.operator(operator)}
          </small>
        </span>
      ),
    },
    {
      title: t('set-aside.entry'),
      render: (_, { entryType, seq }) => (
        <span className="two">
          {entryName(texts, entryType)}
          <small>{t('entry-seq', { seq })}</small>
        </span>
      ),
    },
    { title: t('set-aside.decision'), width: 190, render: (_, item) => <Words item={item} /> },
  ];
};
