import { Modal } from 'antd';
import { useState } from 'react';
import type { VisitId } from '../../../shared/ids.ts';
import { useAction } from '../../api/use-command.ts';
import { failureSentence } from '../../text/failure-sentence.ts';
import type { Sentence } from '../../text/index.ts';
import { useText } from '../../text/use-text.ts';
import { PinPad } from './PinPad.tsx';

interface Props {
  readonly visitId: VisitId;
  /** Done before the screen turns: what the nurse has answered goes along. */
  readonly before: () => Promise<void>;
}

/** 转给献血者: the nurse sets a PIN, and the screen is the donor's until it is given. */
export function HandToDonor({ visitId, before }: Props) {
  const { t, say } = useText();
  const [asking, setAsking] = useState(false);
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<Sentence | null>(null);
  const open = useAction('self-service.open');
  const turn = async (): Promise<void> => {
    await before();
    const result = await open.run({ visitId, pin });
    if (!result.ok) setProblem(failureSentence(result.error));
  };
  return (
    <>
      <button type="button" className="btn" onClick={() => setAsking(true)}>
        {t('self-service.hand-over')}
      </button>
      <Modal
        open={asking}
        title={t('self-service.hand-over')}
        footer={null}
        width={420}
        destroyOnHidden
        onCancel={() => setAsking(false)}
      >
        <p>{t('self-service.hand-over-how')}</p>
        {problem !== null && (
          <p className="meaning stop" role="alert">
            {say(problem)}
          </p>
        )}
        <PinPad
          label={t('self-service.set-pin')}
          action={t('self-service.turn')}
          value={pin}
          onChange={setPin}
          onEnter={() => void turn()}
          busy={open.busy}
          isShown
        />
      </Modal>
    </>
  );
}
