import { Input, Modal } from 'antd';
import { useState } from 'react';
import type { DonationDetail } from '../../../shared/contract/visit.ts';
import { useCommand } from '../../api/use-command.ts';
import { useText } from '../../text/use-text.ts';
import { newestJob } from './view-model.ts';

/** Printing the set: asked, sent, in doubt. In doubt a person looks; nothing prints again by itself. */
export function Printing({ donation }: { readonly donation: DonationDetail }) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const print = useCommand('label.print');
  const settle = useCommand('label.settle');
  const job = newestJob(donation.printJobs);
  const { donationId } = donation;

  const inDoubt = donation.printJobs.find(({ state }) => state === 'uncertain');
  if (inDoubt) {
    return (
      <div className="doubt" role="alert">
        <b>{t('print.uncertain')}</b>
        <p>{t('print.uncertain-how')}</p>
        <div className="row-buttons">
          {([true, false] as const).map((printed) => (
            <button
              key={String(printed)}
              type="button"
              className="btn"
              disabled={settle.busy}
              onClick={() => void settle.run({ jobId: inDoubt.jobId, printed })}
            >
              {t(printed ? 'print.came-out' : 'print.did-not')}
            </button>
          ))}
        </div>
      </div>
    );
  }

  // Nothing of such a job came out, so printing makes no second set and needs no reason.
  const isFirst =
    job === null
      ? !donation.printedBeforehand
      : job.state === 'failed' || job.state === 'not-printed';
  const reprint = async (): Promise<void> => {
    const asked = await print.run({ donationId, reason: reason.trim() });
    if (asked.ok) setAsking(false);
  };
  return (
    <div className="printing">
      <span className={job?.state === 'failed' ? 'warn' : 'soft'} role="status">
        {job === null ? t('print.none') : t(`print.${job.state}`, { copy: job.copy })}
        {job !== null && job.problem !== null && ` ${t(`print.problem.${job.problem}`)}`}
      </span>
      <button
        type="button"
        className={isFirst ? 'btn main narrow' : 'btn narrow'}
        disabled={print.busy}
        onClick={() => (isFirst ? void print.run({ donationId, reason: null }) : setAsking(true))}
      >
        {t(job === null ? 'print.print' : 'print.again', { n: donation.labels.length })}
      </button>
      <Modal
        open={asking}
        title={t('print.again-title')}
        footer={null}
        onCancel={() => setAsking(false)}
      >
        <p>{t('print.again-how')}</p>
        <Input
          aria-label={t('print.reason')}
          placeholder={t('print.reason')}
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
        />
        <button
          type="button"
          className="btn main"
          disabled={print.busy || reason.trim().length < 2}
          onClick={() => void reprint()}
        >
          {t('print.again', { n: donation.labels.length })}
        </button>
      </Modal>
    </div>
  );
}
