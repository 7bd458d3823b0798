import { Drawer } from 'antd';
import { useState } from 'react';
import type { DonorMatch } from '../../../shared/contract/donor.ts';
import { HeldDeferrals } from '../../parts/HeldDeferrals.tsx';
import { useText } from '../../text/use-text.ts';
import { PastDonations } from '../history/PastDonations.tsx';

/** What the index on board knows of a document, before anybody is registered. */
export function CardHistory({ match }: { readonly match: DonorMatch }) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  const { indexed } = match.answer;
  if (indexed === null) return null;
  const donations = indexed.history.toSorted((a, b) => (a.date < b.date ? 1 : -1));
  return (
    <>
      <button type="button" className="btn small wide" onClick={() => setOpen(true)}>
        {t('history.button')}
      </button>
      <Drawer
        open={isOpen}
        placement="left"
        size={520}
        title={t('history.title')}
        onClose={() => setOpen(false)}
      >
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
      </Drawer>
    </>
  );
}
