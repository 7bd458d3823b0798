import { Tag } from 'antd';
import { useState } from 'react';
import { useCall } from '../../api/use-call.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { Screen } from '../../parts/Frame.tsx';
import { SearchBox } from '../../parts/SearchBox.tsx';
import { useText } from '../../text/TextProvider.tsx';

const colours = { asked: 'orange', done: 'green', refused: 'red' } as const;

/** 操作记录: who did what at the station. */
export function RecordScreen() {
  const { t, word, moment } = useText();
  const [search, setSearch] = useState('');
  const paging = usePaging<'at'>('at');
  const { page, size } = paging.wanted;
  const answer = useCall('act.list', { page, size, search });
  return (
    <Screen title="area.record">
      <div className="bar">
        <SearchBox
          hint="record.search"
          onSearch={(text) => {
            setSearch(text);
            paging.restart();
          }}
        />
      </div>
      <DataTable
        answer={answer}
        page={answer.value}
        paging={paging}
        rowKey={({ id }) => String(id)}
        empty="record.empty"
        columns={[
          { title: t('record.at'), render: (_, { atMs }) => moment(atMs) },
          { title: t('record.by'), dataIndex: 'by' },
          { title: t('record.call'), render: (_, { call }) => word('call', call) },
          { title: t('record.subject'), render: (_, { subject }) => <code>{subject}</code> },
          { title: t('record.detail'), width: 420, dataIndex: 'detail' },
          {
            title: t('record.outcome'),
            render: (_, { outcome }) => (
              <Tag color={colours[outcome]}>{t(`record.${outcome}`)}</Tag>
            ),
          },
        ]}
      />
    </Screen>
  );
}
