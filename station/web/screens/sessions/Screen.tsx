import { Segmented, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { SessionSummary } from '../../../contract/sessions.ts';
import { useCall } from '../../api/use-call.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { Screen } from '../../parts/Frame.tsx';
import { SearchBox } from '../../parts/SearchBox.tsx';
import { VehicleSelect } from '../../parts/VehicleSelect.tsx';
import { When } from '../../parts/When.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { SessionState } from './SessionState.tsx';

const refreshMs = 30_000;
const shows = ['all', 'open', 'sealed', 'with-differences'] as const;
const showTexts = {
  all: 'frame.all',
  open: 'session.open',
  sealed: 'session.sealed',
  'with-differences': 'session.with-differences',
} as const;

/** 采血场次: what every vehicle has collected, the newest first. */
export function SessionsScreen() {
  const texts = useText();
  const { t } = texts;
  const [, go] = useLocation();
  const [search, setSearch] = useState('');
  const [vehicle, setVehicle] = useState<string>();
  const [show, setShow] = useState<(typeof shows)[number]>('all');
  const paging = usePaging<'openedAt' | 'vehicle' | 'donations' | 'setAside'>(
    'openedAt',
    'descend',
  );
  const answer = useCall(
    'session.list',
    { ...paging.wanted, search, show, ...(vehicle === undefined ? {} : { vehicle }) },
    { everyMs: refreshMs },
  );
  return (
    <Screen title="area.sessions">
      <div className="bar">
        <Segmented
          value={show}
          onChange={paging.narrow(setShow)}
          options={shows.map((value) => ({ value, label: t(showTexts[value]) }))}
        />
        <VehicleSelect value={vehicle} onChange={paging.narrow(setVehicle)} />
        <SearchBox hint="session.search" onSearch={paging.narrow(setSearch)} />
      </div>
      <DataTable
        answer={answer}
        page={answer.value}
        paging={paging}
        columns={columnsOf(texts)}
        rowKey={({ sessionId }) => sessionId}
        empty="session.empty"
        rowClass={({ sealValid }) => (sealValid === false ? 'stop' : '')}
        onRow={({ sessionId }) => go(`/sessions/${sessionId}`)}
      />
    </Screen>
  );
}

const columnsOf = ({
  t,
  units,
  number,
}: ReturnType<typeof useText>): NonNullable<TableProps<SessionSummary>['columns']> => [
  {
    key: 'openedAt',
    title: t('session.when'),
    sorter: true,
    render: (_, { openedAtMs }) => <When atMs={openedAtMs} />,
  },
  {
    key: 'where',
    title: t('session.where'),
    render: (_, { sessionId, venue, planned }) => (
      <span className="two">
        <Link href={`/sessions/${sessionId}`}>{venue === '' ? planned : venue}</Link>
        <small>{planned}</small>
      </span>
    ),
  },
  { key: 'vehicle', title: t('session.vehicle'), sorter: true, dataIndex: 'plate' },
  {
    key: 'state',
    title: t('session.state'),
    render: (_, session) => (
      <span className="two">
        <span>
          <SessionState session={session} />
        </span>
        <small>
          {t('session.received')} <When atMs={session.lastReceivedAtMs} />
        </small>
      </span>
    ),
  },
  { key: 'donors', title: t('session.donors'), align: 'right', dataIndex: 'donors' },
  { key: 'deferred', title: t('session.deferred'), align: 'right', dataIndex: 'deferred' },
  {
    key: 'donations',
    title: t('session.donations'),
    align: 'right',
    sorter: true,
    dataIndex: 'donations',
  },
  {
    key: 'units',
    title: t('session.units'),
    align: 'right',
    render: (_, { volumeMl }) => units(volumeMl),
  },
  {
    key: 'target',
    title: t('session.target'),
    align: 'right',
    render: (_, { target }) => number(target),
  },
  {
    key: 'setAside',
    title: t('session.set-aside'),
    align: 'right',
    sorter: true,
    dataIndex: 'setAside',
  },
];
