import type { DonationDetail } from '../../../shared/contract/visit.ts';
import { useText } from '../../text/use-text.ts';
import { Printing } from '../collection/Printing.tsx';
import { markKeys } from './view-model.ts';

const pad = (value: number): string => String(value).padStart(2, '0');

/** What was drawn, how long it took, and what that means for the bag. */
export function DrawResult({ donation }: { readonly donation: DonationDetail }) {
  const { t } = useText();
  const seconds = donation.durationS ?? 0;
  const marks = markKeys(donation);
  return (
    <>
      <p className="din">
        <code>{donation.dinText}</code>
        <span className="check-character">{donation.checkCharacter}</span>
      </p>
      <dl className="result">
        <dt>{t('result.volume')}</dt>
        <dd>{donation.volumeMl ?? '—'} mL</dd>
        <dt>{t('result.duration')}</dt>
        <dd>
          {Math.floor(seconds / 60)}:{pad(seconds % 60)}
        </dd>
        <dt>{t('collection.lot')}</dt>
        <dd>{donation.bagLot}</dd>
        {donation.box !== null && (
          <>
            <dt>{t('result.box')}</dt>
            <dd>{donation.box}</dd>
          </>
        )}
      </dl>
      <Printing donation={donation} prints="bag-label" />
      {marks.map((key) => (
        <p key={key} className="meaning wait">
          {t(key)}
        </p>
      ))}
    </>
  );
}
