import { setAsideWords } from '../../../contract/words.ts';
import { useCall } from '../../api/use-call.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { entryName } from '../../text/entry-name.ts';
import { dinText } from '../../text/formats.ts';
import { useText } from '../../text/TextProvider.tsx';

/** What of this session waits for a person; nothing is shown when nothing does. */
export function SetAsides({ id }: { readonly id: string }) {
  const texts = useText();
  const { t, said, moment } = texts;
  const paging = usePaging<'seq'>('seq');
  const { page, size } = paging.wanted;
  const answer = useCall('session.set-asides', { sessionId: id, page, size });
  if (answer.value?.total === 0) return null;
  return (
    <>
      <h2>{t('session.setting-aside')}</h2>
      <DataTable
        answer={answer}
        page={answer.value}
        paging={paging}
        rowKey={({ seq, reason }) => `${seq} ${reason}`}
        empty="session.no-set-asides"
        columns={[
          {
            title: t('set-aside.reason'),
            render: (_, { reason }) => said(setAsideWords[reason]),
          },
          {
            title: t('donation.din'),
            render: (_, { din }) => (din === null ? '—' : <code>{dinText(din)}</code>),
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
          {
            title: t('set-aside.at'),
            className: 'one-line',
            render: (_, { setAsideAtMs }) => moment(setAsideAtMs),
          },
        ]}
      />
    </>
  );
}
