import { Input, Modal } from 'antd';
import { useState } from 'react';
import type { DonationDetail, PrintJob } from '../../../shared/contract/visit.ts';
import { useCommand } from '../../api/use-command.ts';
import { SaidBar } from '../../parts/SaidBar.tsx';
import { useText } from '../../text/use-text.ts';
import { LabelPreview } from './LabelPreview.tsx';
import { jobInDoubt, newestJob } from './view-model.ts';

interface Props {
  readonly donation: DonationDetail;
  readonly prints: PrintJob['prints'];
}

/** Printing the set or the bag label: asked, sent, in doubt. In doubt a person looks; nothing prints again by itself. */
export function Printing({ donation, prints }: Props) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const printSet = useCommand('label.print');
  const printBag = useCommand('label.print-bag');
  const isSet = prints === 'set';
  const print = isSet ? printSet : printBag;
  const count = isSet ? donation.labels.length : 1;
  const settle = useCommand('label.settle');
  const job = newestJob(donation.printJobs, prints);
  const { donationId } = donation;

  const inDoubt = jobInDoubt(donation);
  if (inDoubt) {
    return (
      <div className="doubt" role="alert">
        <b>{t('print.uncertain')}</b>
        <p>{t(inDoubt.state === 'sent' ? 'print.unconfirmed-how' : 'print.uncertain-how')}</p>
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
      ? !(isSet && donation.printedBeforehand)
      : job.state === 'failed' || job.state === 'not-printed';
  const reprint = async (): Promise<void> => {
    const asked = await print.run({ donationId, reason: reason.trim() });
    if (asked.ok) setAsking(false);
  };
  return (
    <div className="printing">
      <span className={job?.state === 'failed' ? 'warn' : 'soft'} role="status">
        {job === null
          ? t(isSet ? 'print.none' : 'print.no-bag-label')
          : t(`print.${job.state}`, { copy: job.copy })}
        {job !== null && job.problem !== null && ` ${t(`print.problem.${job.problem}`)}`}
      </span>
      <LabelPreview donationId={donationId} />
      <button
        type="button"
        className={isFirst ? 'btn main narrow' : 'btn narrow'}
        disabled={print.busy}
        onClick={() => (isFirst ? void print.run({ donationId, reason: null }) : setAsking(true))}
      >
        {job === null
          ? t(isSet ? 'print.print' : 'print.bag-label')
          : t('print.again', { n: count })}
      </button>
      <Modal
        open={asking}
        title={t('print.again-title')}
        footer={null}
        onCancel={() => setAsking(false)}
      >
        <SaidBar />
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
          {t('print.again', { n: count })}
        </button>
      </Modal>
    </div>
  );
}
