import { Alert, Table } from 'antd';
import { useState } from 'react';
import { useCall } from '../../api/use-call.ts';
import { useNames } from '../../api/use-names.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { SearchBox } from '../../parts/SearchBox.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { fateColumns } from './fate-columns.tsx';

/** One number, whichever range it came with. */
export function FindNumber() {
  const texts = useText();
  const names = useNames();
  const [din, setDin] = useState('');
  const answer = useCall('din.fate', { din }, { enabled: din !== '' });
  const { known, fate } = answer.value ?? { known: undefined, fate: null };
  return (
    <section className="panel">
      <SearchBox hint="din.find" onSearch={setDin} width={300} />
      <FailureNote answer={answer} />
      {din !== '' && known === 'not-a-din' && (
        <Alert type="warning" showIcon title={texts.t('din.not-a-din')} />
      )}
      {din !== '' && known === 'never-issued' && (
        <Alert type="info" showIcon title={texts.t('din.never-issued', { din })} />
      )}
      {din !== '' && fate !== null && (
        <Table
          size="small"
          pagination={false}
          rowKey={({ firstDin }) => firstDin}
          dataSource={[fate]}
          columns={fateColumns(texts, names)}
          style={{ marginTop: 10 }}
        />
      )}
    </section>
  );
}
