import { Alert, Button, Segmented, Spin } from 'antd';
import { useState } from 'react';
import type { PlanPreviewShown } from '../../../contract/plans.ts';
import { useCall } from '../../api/use-call.ts';
import { usePaging } from '../../api/use-paging.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { Figures } from '../../parts/Figures.tsx';
import { useText } from '../../text/TextProvider.tsx';
import type { PlanFile } from './plan-file.ts';
import { PreviewLines } from './PreviewLines.tsx';
import { Store } from './Store.tsx';

function Counts({ preview }: { readonly preview: PlanPreviewShown }) {
  const { t, number } = useText();
  return (
    <Figures
      figures={[
        [t('plan.rows'), number(preview.rows)],
        [t('plan.understood'), number(preview.understood)],
        [t('plan.not-taken'), number(preview.rejected)],
        [t('plan.units'), number(preview.units)],
        [t('plan.targets'), number(preview.targets)],
        [t('plan.target-total'), number(preview.targetTotal)],
      ]}
    />
  );
}

/** What a plan's file holds, every row of it, before anything is stored. */
export function Preview({
  file,
  onAway,
  onStored,
}: {
  readonly file: PlanFile;
  readonly onAway: () => void;
  readonly onStored: (sentence: string) => void;
}) {
  const { t } = useText();
  const [show, setShow] = useState<'all' | 'attention'>('all');
  const paging = usePaging<'line'>('line');
  const { page, size } = paging.wanted;
  const answer = useCall('plan.preview', { ...file, show, page, size });
  const preview = answer.value;
  if (answer.failure !== undefined) {
    return (
      <>
        <FailureNote answer={answer} />
        <Button onClick={onAway}>{t('plan.away')}</Button>
      </>
    );
  }
  if (preview === undefined) return <Spin />;
  return (
    <>
      <section className="panel">
        <h2>{t('plan.preview', { file: file.fileName })}</h2>
        <Counts preview={preview} />
        {preview.year === null && (
          <Alert type="warning" showIcon title={t('plan.year-unknown')} style={{ marginTop: 8 }} />
        )}
        <Store file={file} preview={preview} onAway={onAway} onStored={onStored} />
      </section>
      <div className="bar">
        <Segmented<'all' | 'attention'>
          value={show}
          onChange={paging.narrow(setShow)}
          options={[
            { value: 'all', label: t('plan.show-all') },
            { value: 'attention', label: t('plan.show-attention') },
          ]}
        />
      </div>
      <PreviewLines answer={answer} lines={preview.lines} paging={paging} />
    </>
  );
}
