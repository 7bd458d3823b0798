import { Button, Select, Tag, type TableProps } from 'antd';
import { useState } from 'react';
import { type DriveLine, driveState } from '../../../contract/plans.ts';
import { useMay } from '../../api/me.ts';
import { useCall } from '../../api/use-call.ts';
import { type Names, useNames } from '../../api/use-names.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { Screen } from '../../parts/Frame.tsx';
import { SearchBox } from '../../parts/SearchBox.tsx';
import { useYear, YearField } from '../../parts/YearField.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { ConfirmDrive } from './ConfirmDrive.tsx';
import { ReleaseDrive } from './ReleaseDrive.tsx';

const colours = {
  planned: 'default',
  due: 'orange',
  overdue: 'red',
  confirmed: 'green',
  withdrawn: 'default',
} as const;

const unitsShown = 4;

/** 采血活动: what the plans want, in the order of their days, and what has been agreed. */
export function DrivesScreen() {
  const texts = useText();
  const { t } = texts;
  const names = useNames();
  const [search, setSearch] = useState('');
  const [state, setState] = useState<DriveLine['state']>();
  const [year, setYear] = useYear();
  const [confirming, setConfirming] = useState<DriveLine>();
  const [releasing, setReleasing] = useState<DriveLine>();
  const mayConfirm = useMay('drive.confirm');
  const paging = usePaging<'day'>('day');
  const { page, size } = paging.wanted;
  const answer = useCall('drive.list', {
    ...{ page, size, search },
    ...(year !== undefined && { year }),
    ...(state === undefined ? {} : { state }),
  });
  return (
    <Screen title="area.drives">
      <div className="bar">
        <YearField year={year} onChange={paging.narrow(setYear)} />
        <Select<DriveLine['state']>
          allowClear
          placeholder={t('drive.state')}
          aria-label={t('drive.state')}
          style={{ width: 150 }}
          onChange={paging.narrow(setState)}
          options={driveState.options.map((value) => ({ value, label: t(`drive.state.${value}`) }))}
        />
        <SearchBox hint="drive.search" onSearch={paging.narrow(setSearch)} />
      </div>
      <DataTable
        answer={answer}
        page={answer.value}
        paging={paging}
        columns={[
          ...columnsOf(texts, names),
          ...(mayConfirm ? [actionsOf(texts, setConfirming, setReleasing)] : []),
        ]}
        rowKey={({ driveId }) => driveId}
        empty="drive.empty"
      />
      {confirming && <ConfirmDrive drive={confirming} onClose={() => setConfirming(undefined)} />}
      {releasing && <ReleaseDrive drive={releasing} onClose={() => setReleasing(undefined)} />}
    </Screen>
  );
}

type Columns = NonNullable<TableProps<DriveLine>['columns']>;

const columnsOf = ({ t, number }: ReturnType<typeof useText>, names: Names): Columns => [
  {
    title: t('drive.when'),
    render: (_, { planned, from, to }) => (
      <span className="two">
        {planned}
        <small className="one-line">{from === to ? from : `${from} – ${to}`}</small>
      </span>
    ),
  },
  {
    title: t('drive.where'),
    render: (_, { venue, units }) => (
      <span className="two" title={units.map(({ name }) => name).join('\n')}>
        {venue}
        <small>
          {units
            .slice(0, unitsShown)
            .map(({ name }) => name)
            .join('、')}
          {units.length > unitsShown && ` +${units.length - unitsShown}`}
        </small>
      </span>
    ),
  },
  { title: t('plan.target'), align: 'right', render: (_, { target }) => number(target) },
  {
    title: t('drive.state'),
    render: (_, { state }) => <Tag color={colours[state]}>{t(`drive.state.${state}`)}</Tag>,
  },
  {
    title: t('drive.confirmed'),
    render: (_, { confirmed }) =>
      confirmed && (
        <span className="two">
          <span>
            {confirmed.on} · {names.plate(confirmed.vehicle)}{' '}
            {confirmed.differsFromPlan && <Tag color="orange">{t('drive.differs')}</Tag>}
          </span>
          <small>
            {confirmed.team.map(names.operator).join(' ')} · {names.user(confirmed.by)}
          </small>
        </span>
      ),
  },
];

const actionsOf = (
  { t }: ReturnType<typeof useText>,
  onConfirm: (drive: DriveLine) => void,
  onRelease: (drive: DriveLine) => void,
): Columns[number] => ({
  title: '',
  render: (_, drive) => (
    <div className="bar" style={{ margin: 0, flexWrap: 'nowrap' }}>
      {drive.state !== 'withdrawn' && (
        <Button size="small" onClick={() => onConfirm(drive)}>
          {t(drive.confirmed ? 'drive.change' : 'drive.confirm')}
        </Button>
      )}
      {drive.confirmed && (
        <Button size="small" onClick={() => onRelease(drive)}>
          {t('drive.release')}
        </Button>
      )}
    </div>
  ),
});
