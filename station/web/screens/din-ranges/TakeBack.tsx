import { Checkbox, InputNumber } from 'antd';
import { useState } from 'react';
import type { DinRangeLine } from '../../../contract/din-ranges.ts';
import { useCommand } from '../../api/use-command.ts';
import { Ask } from '../../parts/Ask.tsx';
import { Field } from '../../parts/Field.tsx';
import { TextField } from '../../parts/TextField.tsx';
import { VehicleSelect } from '../../parts/VehicleSelect.tsx';
import { dinText } from '../../text/formats.ts';
import { useText } from '../../text/TextProvider.tsx';

const whyCharsMax = 500;

/** Takes numbers back from a vehicle, to the station or to another vehicle. */
export function TakeBack({
  range,
  onClose,
}: {
  readonly range: DinRangeLine;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const [count, setCount] = useState<number | null>(range.free);
  const [toVehicle, setTo] = useState<string>();
  const [why, setWhy] = useState('');
  const [atOnce, setAtOnce] = useState(false);
  const recall = useCommand('din-range.recall');
  const split = useCommand('din-range.split');
  const run = async () => {
    if (count === null) return;
    const taken = { rangeId: range.rangeId, count, why, atOnce };
    const done = await (toVehicle === undefined
      ? recall.run(taken)
      : split.run({ ...taken, toVehicle }));
    if (done) onClose();
  };
  return (
    <Ask
      title={t('din.take-back-title')}
      action={t('din.take-back')}
      danger={atOnce}
      busy={recall.busy || split.busy}
      disabled={count === null || why.trim().length < 2}
      failure={recall.failure ?? split.failure}
      onClose={onClose}
      onDo={() => void run()}
    >
      <p>
        <code>
          {dinText(range.firstDin)} – {dinText(range.lastDin)}
        </code>{' '}
        · {range.plate}
      </p>
      <Field label={t('din.take-count')}>
        <InputNumber
          min={1}
          max={range.count}
          precision={0}
          value={count}
          style={{ width: '100%' }}
          onChange={setCount}
        />
      </Field>
      <Field label={t('din.to-vehicle')}>
        <VehicleSelect value={toVehicle} onChange={setTo} width="100%" />
      </Field>
      <TextField label={t('din.take-why')} value={why} charsMax={whyCharsMax} onChange={setWhy} />
      <Checkbox checked={atOnce} onChange={({ target }) => setAtOnce(target.checked)}>
        {t('din.at-once')}
      </Checkbox>
      <small className="soft">{t('din.take-how')}</small>
    </Ask>
  );
}
