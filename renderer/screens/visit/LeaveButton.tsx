import { Modal } from 'antd';
import { useState } from 'react';
import type { CallInput } from '../../../shared/contract/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { SaidBar } from '../../parts/SaidBar.tsx';
import { useText } from '../../text/use-text.ts';

type Reason = Exclude<CallInput<'visit.end'>['reason'], 'completed'>;

interface Props {
  readonly visitId: CallInput<'visit.end'>['visitId'];
  readonly reasons: readonly Reason[];
}

/** The donor stops here: asks once more and for the reason, for it cannot be taken back. */
export function LeaveButton({ visitId, reasons }: Props) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const end = useCommand('visit.end');
  const leave = async (reason: Reason): Promise<void> => {
    const done = await end.run({ visitId, reason });
    if (done.ok) setAsking(false);
  };
  return (
    <>
      <button type="button" className="btn" onClick={() => setAsking(true)}>
        {t('leave.button')}
      </button>
      <Modal open={asking} title={t('leave.title')} footer={null} onCancel={() => setAsking(false)}>
        <SaidBar />
        <p>{t('leave.how')}</p>
        {reasons.map((reason) => (
          <button
            key={reason}
            type="button"
            className="btn"
            disabled={end.busy}
            onClick={() => void leave(reason)}
          >
            {t(`leave.${reason}`)}
          </button>
        ))}
      </Modal>
    </>
  );
}
