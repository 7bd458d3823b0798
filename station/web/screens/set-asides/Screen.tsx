import { Select } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { setAsideReason } from '../../../../shared/sync/station-api.ts';
import type { SetAside } from '../../../contract/set-asides.ts';
import { useCall } from '../../api/use-call.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { Screen } from '../../parts/Frame.tsx';
import { VehicleSelect } from '../../parts/VehicleSelect.tsx';
import { dinText } from '../../text/formats.ts';
import { useText } from '../../text/TextProvider.tsx';

const refreshMs = 30_000;

/** 待处理: everything the station kept but its rules do not accept, until a person has judged it. */
export function SetAsidesScreen() {
  const { t, moment, duration } = useText();
  const [reason, setReason] = useState<SetAside['reason']>();
  const [vehicle, setVehicle] = useState<string>();
  const paging = usePaging<'at'>('at');
  const { sort: _, ...wanted } = paging.wanted;
  const answer = useCall(
    'set-aside.list',
    {
      ...wanted,
      ...(reason === undefined ? {} : { reason }),
      ...(vehicle === undefined ? {} : { vehicle }),
    },
    { everyMs: refreshMs },
  );
  const nowMs = useCall('me.get', {}).value?.nowMs ?? 0;
  return (
    <Screen title="area.set-asides" how="set-aside.how">
      <div className="bar">
        <Select<SetAside['reason']>
          allowClear
          placeholder={t('set-aside.reason')}
          aria-label={t('set-aside.reason')}
          style={{ width: 420 }}
          onChange={(chosen: SetAside['reason'] | undefined) => {
            setReason(chosen);
            paging.restart();
          }}
          options={setAsideReason.options.map((value) => ({
            value,
            label: t(`set-aside.reason.${value}`),
          }))}
        />
        <VehicleSelect
          value={vehicle}
          onChange={(chosen) => {
            setVehicle(chosen);
            paging.restart();
          }}
        />
      </div>
      <DataTable
        answer={answer}
        page={answer.value}
        paging={paging}
        rowKey={(row) => `${row.epoch} ${row.seq} ${row.reason}`}
        empty="set-aside.empty"
        columns={[
          {
            key: 'at',
            title: t('set-aside.at'),
            sorter: true,
            render: (__, { setAsideAtMs }) => (
              <span className="two">
                {moment(setAsideAtMs)}
                <small>
                  {t('set-aside.age')} {duration(nowMs - setAsideAtMs)}
                </small>
              </span>
            ),
          },
          {
            title: t('set-aside.reason'),
            width: 360,
            render: (__, row) => t(`set-aside.reason.${row.reason}`),
          },
          {
            title: t('donation.din'),
            render: (__, { din }) => (din === null ? '—' : <code>{dinText(din)}</code>),
          },
          { title: t('vehicle.vehicle'), dataIndex: 'plate' },
          {
            title: t('set-aside.session'),
            render: (__, { sessionId, venue }) =>
              sessionId === null ? '—' : <Link href={`/sessions/${sessionId}`}>{venue}</Link>,
          },
          {
            title: t('set-aside.entry'),
            render: (__, { entryType, seq }) => (
              <span className="two">
                {entryType}
                <small>{seq}</small>
              </span>
            ),
          },
        ]}
      />
    </Screen>
  );
}
