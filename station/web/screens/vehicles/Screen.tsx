import { useState } from 'react';
import { useCall } from '../../api/use-call.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { Screen } from '../../parts/Frame.tsx';
import { SearchBox } from '../../parts/SearchBox.tsx';
import { VehicleName } from '../../parts/VehicleName.tsx';
import { ToldApart } from '../../parts/ToldApart.tsx';
import { useText } from '../../text/TextProvider.tsx';

const refreshMs = 30_000;

/** 采血车: what the station holds of each, and when it last heard from it. */
export function VehiclesScreen() {
  const { t, moment, duration, number } = useText();
  const [search, setSearch] = useState('');
  const paging = usePaging<'vehicle' | 'lastReceived' | 'setAside' | 'entriesHeld'>('vehicle');
  const answer = useCall('vehicle.list', { ...paging.wanted, search }, { everyMs: refreshMs });
  const nowMs = useCall('me.get', {}).value?.nowMs ?? 0;
  return (
    <Screen title="area.vehicles">
      <div className="bar">
        <SearchBox hint="vehicle.search" onSearch={paging.narrow(setSearch)} />
      </div>
      <ToldApart />
      <DataTable
        answer={answer}
        page={answer.value}
        paging={paging}
        rowKey={({ vehicle }) => vehicle}
        empty="vehicle.empty"
        columns={[
          {
            key: 'vehicle',
            title: t('vehicle.vehicle'),
            sorter: true,
            render: (_, { vehicle, plate }) => <VehicleName vehicle={vehicle} plate={plate} />,
          },
          {
            key: 'lastReceived',
            title: t('vehicle.last'),
            className: 'one-line',
            sorter: true,
            render: (_, { lastReceivedAtMs }) =>
              lastReceivedAtMs === null ? (
                t('vehicle.never')
              ) : (
                <span className="two">
                  {moment(lastReceivedAtMs)}
                  <small>{t('vehicle.ago', { age: duration(nowMs - lastReceivedAtMs) })}</small>
                </span>
              ),
          },
          { title: t('vehicle.open-sessions'), align: 'right', dataIndex: 'openSessions' },
          {
            key: 'setAside',
            title: t('vehicle.set-aside'),
            align: 'right',
            sorter: true,
            dataIndex: 'setAside',
          },
          {
            key: 'entriesHeld',
            title: t('vehicle.entries'),
            align: 'right',
            sorter: true,
            render: (_, { entriesHeld }) => number(entriesHeld),
          },
          { title: t('vehicle.epochs'), align: 'right', dataIndex: 'epochs' },
        ]}
      />
    </Screen>
  );
}
