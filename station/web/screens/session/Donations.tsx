import { Tag, type TableProps } from 'antd';
import type { DonationLine } from '../../../contract/sessions.ts';
import { useCall } from '../../api/use-call.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { dinText } from '../../text/formats.ts';
import { spoiledWord } from '../../text/spoiled-word.ts';
import { useText } from '../../text/TextProvider.tsx';

function Marks({ line }: { readonly line: DonationLine }) {
  const texts = useText();
  const { t } = texts;
  const why = line.spoiled === null ? '' : spoiledWord(texts, line.spoiled);
  return (
    <>
      {line.held && <Tag color="red">{t('donation.held')}</Tag>}
      {line.noPlatelets && <Tag color="blue">{t('donation.no-platelets')}</Tag>}
      {line.noFfp && <Tag color="blue">{t('donation.no-ffp')}</Tag>}
      {line.volumeOutOfTolerance && <Tag color="orange">{t('donation.volume')}</Tag>}
      {line.spoiled !== null && <Tag color="red">{t('donation.spoiled', { why })}</Tag>}
    </>
  );
}

/** The session's donations by ticket number: nothing here says who the donor is. */
export function Donations({ id }: { readonly id: string }) {
  const texts = useText();
  const paging = usePaging<'prepared'>('prepared');
  const { page, size } = paging.wanted;
  const answer = useCall('session.donations', { sessionId: id, page, size });
  return (
    <>
      <h2>{texts.t('session.donation-list')}</h2>
      <DataTable
        answer={answer}
        page={answer.value}
        paging={paging}
        columns={donationColumns(texts)}
        rowKey={({ donationId }) => donationId}
        empty="session.no-donations"
        rowClass={({ held }) => (held ? 'stop' : '')}
      />
    </>
  );
}

export const donationColumns = ({
  t,
  clock,
  number,
}: ReturnType<typeof useText>): NonNullable<TableProps<DonationLine>['columns']> => [
  { title: t('donation.ticket'), align: 'right', dataIndex: 'ticket' },
  { title: t('donation.din'), render: (_, { din }) => <code>{dinText(din)}</code> },
  {
    title: t('donation.bag'),
    render: (_, { product, bagLot }) => (
      <span className="two">
        {product ?? '—'}
        <small>{bagLot}</small>
      </span>
    ),
  },
  { title: t('donation.planned'), align: 'right', dataIndex: 'plannedVolumeMl' },
  {
    title: t('donation.drawn'),
    align: 'right',
    render: (_, { volumeMl }) => number(volumeMl),
  },
  { title: t('donation.started'), render: (_, { startedAtMs }) => clock(startedAtMs) },
  { title: t('donation.stopped'), render: (_, { stoppedAtMs }) => clock(stoppedAtMs) },
  { title: t('donation.marks'), render: (_, line) => <Marks line={line} /> },
  { title: t('donation.box'), className: 'one-line', render: (_, { box }) => box ?? '—' },
];
