import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { completionBy, type CompletionBy } from '../../../contract/plans.ts';
import { useCall } from '../../api/use-call.ts';
import { usePaging } from '../../api/use-paging.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { FileLinks } from '../../parts/FileLinks.tsx';
import { Screen } from '../../parts/Frame.tsx';
import { SearchBox } from '../../parts/SearchBox.tsx';
import { useYear, YearField } from '../../parts/YearField.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { completionColumns } from './columns.tsx';
import { Total } from './Total.tsx';

const refreshMs = 60_000;

/** 完成情况: how far the year's plans are fulfilled by what the vehicles have sent. */
export function CompletionScreen() {
  const texts = useText();
  const { t } = texts;
  const [year, setYear] = useYear();
  const [by, setBy] = useState<CompletionBy>('unit');
  const [search, setSearch] = useState('');
  const paging = usePaging<'given' | 'name' | 'target' | 'donations' | 'percent'>('given');
  const answer = useCall(
    'completion.get',
    { ...paging.wanted, by, search, ...(year !== undefined && { year }) },
    { everyMs: refreshMs },
  );
  const likely = useCall('unit.likely-same', { size: 1 });
  return (
    <Screen title="area.completion">
      <div className="bar">
        <YearField year={year} onChange={paging.narrow(setYear)} />
        <Segmented
          value={by}
          onChange={paging.narrow(setBy)}
          options={completionBy.options.map((value) => ({
            value,
            label: t(`completion.by-${value}`),
          }))}
        />
        <SearchBox hint="completion.search" onSearch={paging.narrow(setSearch)} />
        {year !== undefined && (
          <div className="bar push">
            <Button href={`#/completion/${year}/${by}/paper`}>{t('paper.print')}</Button>
            <FileLinks name="completion" wanted={{ year: String(year), by }} />
          </div>
        )}
      </div>
      {by === 'unit' && (likely.value?.total ?? 0) > 0 && (
        <Button type="link" href="#/names">
          {t('completion.names', { n: likely.value?.total ?? 0 })}
        </Button>
      )}
      {answer.value !== undefined && <Total year={answer.value.year} total={answer.value.total} />}
      <DataTable
        answer={answer}
        page={answer.value?.table}
        paging={paging}
        columns={completionColumns(texts, by)}
        rowKey={({ key }) => key ?? '—'}
        empty="completion.empty"
      />
    </Screen>
  );
}
