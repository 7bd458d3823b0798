import type { DonorMatch } from '../../../shared/contract/donor.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useText } from '../../text/use-text.ts';

/** While a card that was read lies on the reader: donors forget it there. */
export function CardLies() {
  const { t } = useText();
  const lies = valueOf(useCall('id-card.current', {}))?.lies ?? false;
  if (!lies) return null;
  return (
    <div className="say wait" role="status">
      {t('register.card-lies')}
    </div>
  );
}

/** What is to be said of the document's dates; nothing when it is valid. */
export function DocumentNote({ match }: { readonly match: DonorMatch }) {
  const { t } = useText();
  const { state, mayRegister } = match.document;
  if (state === 'valid') return null;
  const words =
    state === 'not-yet-valid'
      ? t('register.card-not-yet-valid', { from: match.identity.validFrom ?? '' })
      : t(mayRegister ? 'register.card-expired-told' : 'register.card-expired', {
          until: match.identity.validTo ?? '',
        });
  return (
    <div className="say wait" role="alert">
      {words}
    </div>
  );
}
