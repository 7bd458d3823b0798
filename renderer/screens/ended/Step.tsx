import { Link } from 'wouter';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { Verdict } from '../../parts/Verdict.tsx';
import { decisionView, registrationView } from '../../parts/verdict-view.ts';
import { Work } from '../../parts/Work.tsx';
import { useScan } from '../../scan/ScanRouter.tsx';
import { useText } from '../../text/use-text.ts';
import { DrawResult } from '../observation/DrawResult.tsx';
import { VisitWho } from '../visit/VisitWho.tsx';

/** A visit that is over: what came of it, and what to tell the donor. */
export function EndedStep({ visit }: { readonly visit: VisitDetail }) {
  const { t, tOr } = useText();
  useScan(() => false);
  const view =
    visit.decision === null ? registrationView(visit.answer.check) : decisionView(visit.decision);
  return (
    <Work
      left={<VisitWho visit={visit} />}
      right={
        <div className="panel">
          <b>{t('next.title')}</b>
          <Link href="/" className="btn main">
            {t('frame.to-board')}
          </Link>
          <Link href="/register" className="btn">
            {t('register.next-donor')}
          </Link>
        </div>
      }
    >
      <h2 className="panel-title">{tOr(`ended.${visit.endedReason}`, { key: 'ended.other' })}</h2>
      <Verdict view={view} />
      {view.tone === 'stop' && <p className="tell">{t('ended.tell-deferred')}</p>}
      {visit.donation !== null && visit.donation.state !== 'spoiled' && (
        <DrawResult donation={visit.donation} />
      )}
    </Work>
  );
}
