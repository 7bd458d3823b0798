import { Modal } from 'antd';
import { useState } from 'react';
import type { DonationDetail } from '../../../shared/contract/visit.ts';
import { SaidBar } from '../../parts/SaidBar.tsx';
import { useText } from '../../text/use-text.ts';
import { outOfLimits } from './view-model.ts';

interface Props {
  readonly donation: DonationDetail;
  /** Drawn so far; null: nobody knows. */
  readonly volumeMl: number | null;
  readonly disabled: boolean;
  readonly onEnd: () => void;
}

/** Ends the draw; who would end it with a bag out of tolerance is asked first: a glove touches a button easily. */
export function EndDraw({ donation, volumeMl, disabled, onEnd }: Props) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const out = volumeMl === null ? null : outOfLimits(volumeMl, donation);
  const values = { ml: volumeMl ?? 0, wanted: donation.wantedVolumeMl };
  const name = volumeMl === null ? t('draw.stop') : t('draw.stop-at', values);
  return (
    <>
      <button
        type="button"
        className="btn main"
        disabled={disabled}
        onClick={() => (out === null ? onEnd() : setAsking(true))}
      >
        {name}
      </button>
      <Modal
        open={asking}
        title={t(out === 'over' ? 'draw.over-title' : 'draw.under-title', values)}
        footer={null}
        onCancel={() => setAsking(false)}
      >
        <SaidBar />
        <p>{t('draw.out-of-limits')}</p>
        <button type="button" className="btn main" onClick={() => setAsking(false)}>
          {t('draw.go-on')}
        </button>
        <button type="button" className="btn danger" disabled={disabled} onClick={onEnd}>
          {name}
        </button>
      </Modal>
    </>
  );
}
