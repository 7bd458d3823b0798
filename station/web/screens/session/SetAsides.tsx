import { useCall } from '../../api/use-call.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { dinText } from '../../text/formats.ts';
import { useText } from '../../text/TextProvider.tsx';

/** What of this session waits for a person; nothing is shown when nothing does. */
export function SetAsides({ id }: { readonly id: string }) {
  const { t, moment } = useText();
  const paging = usePaging<'seq'>('seq');
  const { page, size } = paging.wanted;
  const answer = useCall('session.set-asides', { sessionId: id, page, size });
  if (answer.value?.total === 0) return null;
  return (
    <>
      <h2>{t('area.set-asides')}</h2>
      <DataTable
        answer={answer}
        page={answer.value}
        paging={paging}
        rowKey={({ seq, reason }) => `${seq} ${reason}`}
        empty="session.no-set-asides"
        columns={[
          { title: t('set-aside.seq'), align: 'right', dataIndex: 'seq' },
          {
            title: t('set-aside.reason'),
            render: (_, { reason }) => t(`set-aside.reason.${reason}`),
          },
          {
            title: t('donation.din'),
            render: (_, { din }) => (din === null ? '—' : <code>{dinText(din)}</code>),
          },
          { title: t('set-aside.entry'), dataIndex: 'entryType' },
          { title: t('set-aside.at'), render: (_, { setAsideAtMs }) => moment(setAsideAtMs) },
        ]}
      />
    </>
  );
}
