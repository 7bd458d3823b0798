import { Link } from 'wouter';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { Verdict } from '../../parts/Verdict.tsx';
import { registrationView } from '../../parts/verdict-view.ts';
import { Work } from '../../parts/Work.tsx';
import { useScan } from '../../scan/ScanRouter.tsx';
import { useText } from '../../text/use-text.ts';
import { DrawResult } from '../observation/DrawResult.tsx';
import { DecisionActions } from '../decision/DecisionActions.tsx';
import { VisitVerdict } from '../visit/VisitVerdict.tsx';
import { VisitWho } from '../visit/VisitWho.tsx';

/** A visit that is over: what came of it, and what to tell the donor. */
export function EndedStep({ visit }: { readonly visit: VisitDetail }) {
  const { t, tOr } = useText();
  useScan(() => false);
  return (
    <Work
      left={<VisitWho visit={visit} />}
      right={
        <div className="panel">
          <b>{t('next.title')}</b>
          <DecisionActions visit={visit} />
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
      {visit.decision === null ? (
        <Verdict view={registrationView(visit.answer.check)} />
      ) : (
        <VisitVerdict visit={visit} />
      )}
      {visit.donation !== null && visit.donation.state !== 'spoiled' && (
        <DrawResult donation={visit.donation} />
      )}
    </Work>
  );
}
