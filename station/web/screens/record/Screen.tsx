import { Select, Tag, type TableProps } from 'antd';
import { useState } from 'react';
import type { Act } from '../../../contract/people.ts';
import { useCall } from '../../api/use-call.ts';
import { type Names, useNames } from '../../api/use-names.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { Screen } from '../../parts/Frame.tsx';
import { SearchBox } from '../../parts/SearchBox.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { actFacts, actNames, isActName } from './act-words.ts';

const colours = { asked: 'orange', done: 'green', refused: 'red' } as const;

/** 操作记录: who did what at the station. */
export function RecordScreen() {
  const texts = useText();
  const { t } = texts;
  const names = useNames();
  const [search, setSearch] = useState('');
  const [call, setCall] = useState<string>();
  const paging = usePaging<'at'>('at');
  const { page, size } = paging.wanted;
  const answer = useCall('act.list', {
    ...{ page, size, search },
    ...(call !== undefined && { call }),
  });
  return (
    <Screen title="area.record">
      <div className="bar">
        <SearchBox hint="record.search" onSearch={paging.narrow(setSearch)} />
        <Select<string>
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('record.any-call')}
          aria-label={t('record.any-call')}
          style={{ width: 240 }}
          onChange={paging.narrow(setCall)}
          options={actNames.map((value) => ({ value, label: t(`call.${value}`) }))}
        />
      </div>
      <DataTable
        answer={answer}
        page={answer.value}
        paging={paging}
        rowKey={({ id }) => String(id)}
        empty="record.empty"
        columns={columnsOf(texts, names)}
      />
    </Screen>
  );
}

const columnsOf = (
  texts: ReturnType<typeof useText>,
  names: Names,
): NonNullable<TableProps<Act>['columns']> => {
  const { t, moment } = texts;
  return [
    { title: t('record.at'), className: 'one-line', render: (_, { atMs }) => moment(atMs) },
    { title: t('record.by'), render: (_, { by }) => names.user(by) },
    {
      title: t('record.call'),
      render: (_, { call }) => (isActName(call) ? t(`call.${call}`) : call),
    },
    {
      title: t('record.subject'),
      // A user or a vehicle has a name; a number, a key or a drive is named by itself.
      render: (_, { subject }) => names.plate(names.user(subject)),
    },
    {
      title: t('record.detail'),
      render: (_, { facts }) => actFacts(texts, names, facts).join(' · '),
    },
    {
      title: t('record.outcome'),
      render: (_, { outcome }) => <Tag color={colours[outcome]}>{t(`record.${outcome}`)}</Tag>,
    },
  ];
};
