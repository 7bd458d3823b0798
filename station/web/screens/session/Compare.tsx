import { Table, Tag } from 'antd';
import type { SessionDetail } from '../../../contract/sessions.ts';
import { useText } from '../../text/TextProvider.tsx';

/** The seal's figures beside what the station counts in the entries it holds. */
export function Compare({ sealed }: { readonly sealed: SessionDetail['sealed'] }) {
  const { t, number } = useText();
  const differs = (sealed ?? []).some(({ atVehicle, atStation }) => atVehicle !== atStation);
  return (
    <section className="panel">
      <h2>{t('session.compare')}</h2>
      {sealed === null ? (
        <p className="soft">{t('session.compare-open')}</p>
      ) : (
        <Table
          size="small"
          style={{ maxWidth: 720 }}
          pagination={false}
          rowKey={({ figure }) => figure}
          rowClassName={({ atVehicle, atStation }) => (atVehicle === atStation ? '' : 'stop')}
          dataSource={sealed}
          columns={[
            {
              title: t('session.compare-figure'),
              render: (_, { figure }) => t(`sealed.${figure}`),
            },
            {
              title: t('session.compare-vehicle'),
              align: 'right',
              render: (_, { atVehicle }) => number(atVehicle),
            },
            {
              title: t('session.compare-station'),
              align: 'right',
              render: (_, { atStation }) => number(atStation),
            },
            {
              title: '',
              render: (_, { atVehicle, atStation }) =>
                atVehicle === atStation ? (
                  <Tag color="green">{t('session.compare-same')}</Tag>
                ) : (
                  <Tag color="red">{t('session.compare-differs')}</Tag>
                ),
            },
          ]}
        />
      )}
      {differs && <p className="how">{t('session.compare-how')}</p>}
    </section>
  );
}
