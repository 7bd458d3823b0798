import { Modal } from 'antd';
import { useState } from 'react';
import type { CallInput } from '../../../shared/contract/index.ts';
import type { DonationDetail } from '../../../shared/contract/visit.ts';
import type { OperatorId } from '../../../shared/ids.ts';
import { useCommand } from '../../api/use-command.ts';
import { Choices } from '../../parts/Choices.tsx';
import { SaidBar } from '../../parts/SaidBar.tsx';
import { SecondPerson } from '../../parts/SecondPerson.tsx';
import { useText } from '../../text/use-text.ts';

type Reason = CallInput<'donation.spoil'>['reason'];

const reasons = [
  'label-damaged',
  'bag-faulty',
  'second-puncture',
  'donor-withdrew',
  'lost',
] as const satisfies readonly Reason[];

/** Destroys the number with everything that carries it, before a second person; the donor may get another. */
export function SpoilButton({ donation }: { readonly donation: DonationDetail }) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState<Reason | null>(null);
  const [witness, setWitness] = useState<OperatorId | null>(null);
  const spoil = useCommand('donation.spoil');

  const destroy = async (): Promise<void> => {
    if (reason === null || witness === null) return;
    const done = await spoil.run({ donationId: donation.donationId, reason, witness });
    if (done.ok) setAsking(false);
  };

  return (
    <>
      <button type="button" className="btn" onClick={() => setAsking(true)}>
        {t('spoil.button')}
      </button>
      <Modal
        open={asking}
        title={t('spoil.title', { din: donation.dinText })}
        footer={null}
        onCancel={() => setAsking(false)}
      >
        <SaidBar />
        <p>{t('spoil.how')}</p>
        <Choices
          label={t('spoil.reason')}
          value={reason}
          onChoose={setReason}
          choices={reasons.map((value) => ({ value, label: t(`spoil.${value}`), tone: 'wait' }))}
        />
        <SecondPerson label={t('spoil.witness')} value={witness} onChange={setWitness} />
        <button
          type="button"
          className="btn danger"
          disabled={reason === null || witness === null || spoil.busy}
          onClick={() => void destroy()}
        >
          {t('spoil.destroy')}
        </button>
      </Modal>
    </>
  );
}
