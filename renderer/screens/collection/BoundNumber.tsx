import type { DonationDetail } from '../../../shared/contract/visit.ts';
import { useText } from '../../text/use-text.ts';

/** The number of this donation as printed, with its check character and its bag. */
export function BoundNumber({ donation }: { readonly donation: DonationDetail }) {
  const { t } = useText();
  return (
    <p className="din">
      <code>{donation.dinText}</code>
      <span className="check-character">{donation.checkCharacter}</span>
      <span className="soft">
        {t('collection.bag-of', { lot: donation.bagLot, ml: donation.wantedVolumeMl })}
      </span>
    </p>
  );
}
