import { useLocation } from 'wouter';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { useNow } from '../../api/now.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { PrintLoose } from '../../parts/PrintLoose.tsx';
import { Work } from '../../parts/Work.tsx';
import { useScan } from '../../scan/ScanRouter.tsx';
import { playSound } from '../../scan/sound.ts';
import { localDay } from '../../text/local-day.ts';
import { useText } from '../../text/use-text.ts';
import { VisitVerdict } from '../visit/VisitVerdict.tsx';
import { VisitWho } from '../visit/VisitWho.tsx';
import { DrawResult } from './DrawResult.tsx';
import { nextDonationDay, restLeftMs } from './view-model.ts';

/** 观察: the donor rests; what was drawn; when he or she may come again. */
export function ObservationStep({ visit }: { readonly visit: VisitDetail }) {
  const { t, day } = useText();
  const [, navigate] = useLocation();
  const nowMs = useNow(1_000);
  const forms = valueOf(useCall('screening.forms', {}));
  const end = useCommand('visit.end');
  const scanBack = useCommand('label.scan-back');
  const { donation } = visit;
  // The bag label says 05: the only label of a drawn unit that is still waited for here.
  useScan(({ raw, meaning }) => {
    if (donation === null || meaning.kind !== 'din' || meaning.flags !== '05') return false;
    void scanBack.run({ donationId: donation.donationId, raw }).then((taken) => {
      if (taken.ok) playSound('taken');
    });
    return true;
  });

  const leftMs = restLeftMs(visit.stageSinceMs, nowMs);
  const nextDay =
    forms === null ? null : nextDonationDay(visit, forms.ruleSet, localDay(visit.stageSinceMs));
  const finish = async (): Promise<void> => {
    const done = await end.run({ visitId: visit.visitId, reason: 'completed' });
    if (done.ok) navigate('/');
  };

  const seconds = Math.ceil(leftMs / 1000);
  return (
    <Work
      left={<VisitWho visit={visit} />}
      right={
        <>
          <VisitVerdict visit={visit} />
          <div className="panel">
            <b>{t('next.title')}</b>
            <p className="soft">{t('observation.how')}</p>
            <button
              type="button"
              className={leftMs > 0 ? 'btn' : 'btn main'}
              disabled={end.busy}
              onClick={() => void finish()}
            >
              {t(leftMs > 0 ? 'observation.finish-early' : 'observation.finish')}
            </button>
            {donation !== null && (
              <PrintLoose label={{ what: 'slip', donationId: donation.donationId }}>
                {t('labels.slip')}
              </PrintLoose>
            )}
          </div>
        </>
      }
    >
      <p className="timer" role="timer" aria-label={t('observation.left')}>
        {leftMs > 0
          ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
          : t('observation.over')}
      </p>
      <p className="soft centred">{t('observation.left')}</p>
      {visit.donation !== null && <DrawResult donation={visit.donation} />}
      {nextDay !== null && (
        <p className="next-day">{t('observation.next-day', { day: day(nextDay) })}</p>
      )}
    </Work>
  );
}
