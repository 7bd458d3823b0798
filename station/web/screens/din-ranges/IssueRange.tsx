import { InputNumber } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Ask } from '../../parts/Ask.tsx';
import { Field } from '../../parts/Field.tsx';
import { TextField } from '../../parts/TextField.tsx';
import { VehicleSelect } from '../../parts/VehicleSelect.tsx';
import { useText } from '../../text/TextProvider.tsx';

const countMax = 100_000;
const countUsual = 500;

export function IssueRange({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const [vehicle, setVehicle] = useState<string>();
  const [firstDin, setFirstDin] = useState('');
  const [count, setCount] = useState<number | null>(countUsual);
  const issue = useCommand('din-range.issue');
  return (
    <Ask
      title={t('din.issue')}
      action={t('din.issue')}
      busy={issue.busy}
      disabled={vehicle === undefined || firstDin.trim() === '' || count === null}
      failure={issue.failure}
      onClose={onClose}
      onDo={() => {
        if (vehicle === undefined || count === null) return;
        void issue.run({ vehicle, firstDin, count }).then((done) => done && onClose());
      }}
    >
      <Field label={t('din.vehicle')}>
        <VehicleSelect value={vehicle} onChange={setVehicle} width="100%" />
      </Field>
      <TextField
        label={t('din.first')}
        value={firstDin}
        charsMax={20}
        placeholder="A999926000001"
        onChange={setFirstDin}
      />
      <Field label={t('din.number')}>
        <InputNumber
          min={1}
          max={countMax}
          precision={0}
          value={count}
          style={{ width: '100%' }}
          onChange={setCount}
        />
      </Field>
    </Ask>
  );
}
