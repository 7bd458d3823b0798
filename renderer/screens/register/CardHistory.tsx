import type { DonorMatch } from '../../../shared/contract/donor.ts';
import { HeldDeferrals } from '../../parts/HeldDeferrals.tsx';
import { useText } from '../../text/use-text.ts';
import { HistoryDrawer } from '../history/HistoryDrawer.tsx';
import { PastDonations } from '../history/PastDonations.tsx';

/** What the index on board knows of a document, before anybody is registered. */
export function CardHistory({ match }: { readonly match: DonorMatch }) {
  const { t } = useText();
  const { indexed } = match.answer;
  if (indexed === null) return null;
  const donations = indexed.history.toSorted((a, b) => (a.date < b.date ? 1 : -1));
  return (
    <HistoryDrawer>
      {() => (
        <div className="history">
          <section aria-label={t('history.deferrals')}>
            <h3>{t('history.deferrals')}</h3>
            {indexed.deferrals.length === 0 && <p className="soft">{t('history.no-deferrals')}</p>}
            <HeldDeferrals deferrals={indexed.deferrals} />
          </section>
          <section aria-label={t('history.donations')}>
            <h3>{t('history.donations')}</h3>
            <PastDonations donations={donations} />
          </section>
        </div>
      )}
    </HistoryDrawer>
  );
}
