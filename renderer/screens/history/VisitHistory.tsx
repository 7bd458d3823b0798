import type { CallOutput } from '../../../shared/contract/index.ts';
import type { VisitId } from '../../../shared/ids.ts';
import { HeldDeferrals } from '../../parts/HeldDeferrals.tsx';
import { useText } from '../../text/use-text.ts';
import { flagSentence } from '../integrity/view-model.ts';
import { EndDeferral } from './EndDeferral.tsx';
import { PastDonations } from './PastDonations.tsx';

interface Props {
  readonly visitId: VisitId;
  readonly history: CallOutput<'donor.history'>;
}

/** Donations, deferrals, visits and flags of one donor. */
export function VisitHistory({ visitId, history }: Props) {
  const { t, tOr, say, moment } = useText();
  const { donations, deferrals, visits, flags } = history;
  return (
    <div className="history">
      <section aria-label={t('history.deferrals')}>
        <h3>{t('history.deferrals')}</h3>
        {deferrals.length === 0 && <p className="soft">{t('history.no-deferrals')}</p>}
        <HeldDeferrals deferrals={deferrals}>
          {(held) => (
            <>
              {held.onThisVehicle && <span className="tag">{t('history.placed-here')}</span>}
              {held.endedOn === null && <EndDeferral visitId={visitId} held={held} />}
            </>
          )}
        </HeldDeferrals>
      </section>
      {flags.length > 0 && (
        <section aria-label={t('integrity.title')}>
          <h3>{t('integrity.title')}</h3>
          <ul className="plain-list">
            {flags.map((flag) => (
              <li key={flag.flagId}>
                <span>{say(flagSentence(flag))}</span>
                <small>
                  {moment(flag.atMs)} · {t(`integrity.${flag.judgement ?? 'open'}`)}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label={t('history.donations')}>
        <h3>{t('history.donations')}</h3>
        <PastDonations donations={donations} />
      </section>
      <section aria-label={t('history.visits')}>
        <h3>{t('history.visits')}</h3>
        <ul className="plain-list">
          {visits.map((visit) => (
            <li key={visit.visitId}>
              <span>
                {moment(visit.registeredAtMs)} · {t('slip.ticket', { ticket: visit.ticket })}
              </span>
              <small>
                {visit.endedReason === null
                  ? t('history.under-way')
                  : tOr(`ended.${visit.endedReason}`, { key: 'ended.other' })}
                {visit.decision !== null &&
                  ` · ${tOr(`decision.${visit.decision}`, { key: 'verdict.incomplete' })}`}
              </small>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
