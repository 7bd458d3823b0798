import { Modal } from 'antd';
import { useState } from 'react';
import { useAction } from '../../api/use-command.ts';
import { failureSentence } from '../../text/failure-sentence.ts';
import type { Sentence } from '../../text/index.ts';
import { useText } from '../../text/use-text.ts';
import { PinPad } from './PinPad.tsx';

interface Props {
  readonly before: () => Promise<void>;
  readonly isMain: boolean;
}

/** 交还护士: only the PIN gives the screen back. */
export function TakeBack({ before, isMain }: Props) {
  const { t, say } = useText();
  const [asking, setAsking] = useState(false);
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<Sentence | null>(null);
  const close = useAction('self-service.close');
  const giveBack = async (): Promise<void> => {
    await before();
    const result = await close.run({ pin });
    setPin('');
    if (!result.ok) setProblem(failureSentence(result.error));
  };
  const ask = (): void => {
    setProblem(null);
    setAsking(true);
  };
  return (
    <>
      <button type="button" className={isMain ? 'btn main' : 'btn narrow'} onClick={ask}>
        {t('self-service.take-back')}
      </button>
      <Modal
        open={asking}
        title={t('self-service.take-back')}
        footer={null}
        width={420}
        destroyOnHidden
        onCancel={() => setAsking(false)}
      >
        {problem !== null && (
          <p className="meaning stop" role="alert">
            {say(problem)}
            <br />
            {t('self-service.pin-forgotten')}
          </p>
        )}
        <PinPad
          label={t('self-service.give-pin')}
          action={t('self-service.take-back')}
          value={pin}
          onChange={setPin}
          onEnter={() => void giveBack()}
          busy={close.busy}
          isShown={false}
        />
      </Modal>
    </>
  );
}
