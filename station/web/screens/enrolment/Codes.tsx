import { Tag } from 'antd';
import { useCall } from '../../api/use-call.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { VehicleName } from '../../parts/VehicleName.tsx';
import { useText } from '../../text/TextProvider.tsx';

/** What became of the codes; the codes themselves are not kept. */
export function Codes() {
  const { t, moment } = useText();
  const nowMs = useCall('me.get', {}).value?.nowMs ?? 0;
  const paging = usePaging<'made'>('made');
  const { page, size } = paging.wanted;
  const answer = useCall('enrol-code.list', { page, size });
  return (
    <>
      <h2>{t('enrolment.codes')}</h2>
      <DataTable
        answer={answer}
        page={answer.value}
        paging={paging}
        rowKey={({ vehicle, madeAtMs }) => `${vehicle} ${madeAtMs}`}
        empty="enrolment.no-codes"
        columns={[
          {
            title: t('vehicle.vehicle'),
            render: (_, { vehicle, plate }) => <VehicleName vehicle={vehicle} plate={plate} />,
          },
          {
            title: t('enrolment.made'),
            className: 'one-line',
            render: (_, row) => moment(row.madeAtMs),
          },
          {
            title: t('enrolment.expires'),
            className: 'one-line',
            render: (_, row) => moment(row.expiresAtMs),
          },
          {
            title: t('people.state'),
            render: (_, { usedAtMs, expiresAtMs }) => {
              if (usedAtMs !== null) {
                return (
                  <>
                    <Tag color="blue">{t('enrolment.code-used')}</Tag> {moment(usedAtMs)}
                  </>
                );
              }
              return expiresAtMs > nowMs ? (
                <Tag color="green">{t('enrolment.live')}</Tag>
              ) : (
                <Tag>{t('enrolment.expired')}</Tag>
              );
            },
          },
        ]}
      />
    </>
  );
}
