import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import type { PlanPreviewShown } from '../../../contract/plans.ts';
import { useCommand } from '../../api/use-command.ts';
import { FailureSays } from '../../parts/FailureNote.tsx';
import { Field } from '../../parts/Field.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { nameFromFile, type PlanFile } from './plan-file.ts';

const nameCharsMax = 58;

/** Stores what was previewed, and nothing else: the station compares the file's hash. */
export function Store({
  file,
  preview,
  onAway,
  onStored,
}: {
  readonly file: PlanFile;
  readonly preview: PlanPreviewShown;
  readonly onAway: () => void;
  readonly onStored: (sentence: string) => void;
}) {
  const { t } = useText();
  const [name, setName] = useState(nameFromFile(file.fileName));
  const [year, setYear] = useState(preview.year);
  const store = useCommand('plan.import');
  const run = async () => {
    if (year === null) return;
    const done = await store.run({ ...file, name, year, sha256: preview.sha256 });
    if (done === undefined) return;
    const { added, changed, restored, withdrawn } = done;
    onStored(
      done.unchanged
        ? t('plan.unchanged')
        : t('plan.stored', { plan: name, added, changed, restored, withdrawn }),
    );
  };
  return (
    <div style={{ display: 'grid', gap: 10, marginTop: 12 }}>
      <div className="bar" style={{ margin: 0, alignItems: 'start' }}>
        <Field label={t('plan.name')} hint={t('plan.name-how')}>
          <Input
            style={{ width: 360 }}
            maxLength={nameCharsMax}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </Field>
        <Field label={t('plan.year-field')}>
          <InputNumber min={2000} max={2200} precision={0} value={year} onChange={setYear} />
        </Field>
      </div>
      <FailureSays failure={store.failure} />
      <div className="bar" style={{ margin: 0 }}>
        <Button
          type="primary"
          loading={store.busy}
          disabled={name === '' || year === null || preview.understood === 0}
          onClick={() => void run()}
        >
          {t('plan.store', { n: preview.understood })}
        </Button>
        <Button onClick={onAway}>{t('plan.away')}</Button>
      </div>
    </div>
  );
}
