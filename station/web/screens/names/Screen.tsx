import { Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { Screen } from '../../parts/Frame.tsx';
import { useText } from '../../text/TextProvider.tsx';
import { Decided } from './Decided.tsx';
import { Likely } from './Likely.tsx';
import { MergeByHand } from './MergeByHand.tsx';

/** 单位名称: which names of the plans are one unit, by a person's word. */
export function NamesScreen() {
  const { t } = useText();
  const may = useMay('unit.merge');
  const [merging, setMerging] = useState(false);
  return (
    <Screen title="area.names">
      <p className="how">{t('names.how')}</p>
      <div className="bar">
        <h2>{t('names.title')}</h2>
        {may && (
          <Button className="push" onClick={() => setMerging(true)}>
            {t('names.by-hand')}
          </Button>
        )}
      </div>
      <Likely />
      <h2>{t('names.decided')}</h2>
      <Decided />
      {merging && <MergeByHand onClose={() => setMerging(false)} />}
    </Screen>
  );
}
