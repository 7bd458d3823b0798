import { Link } from 'wouter';
import { useText } from '../text/use-text.ts';
import { useSaid, useSaying } from './SaidProvider.tsx';

/** The bar across the work. It stays until something is taken or a person puts it away. */
export function SaidBar() {
  const said = useSaid();
  const { hush } = useSaying();
  const { t, say } = useText();
  if (said === null) return null;
  return (
    <div className={`say ${said.tone}`} role={said.tone === 'go' ? 'status' : 'alert'}>
      <span>{say(said.sentence)}</span>
      {said.offer !== undefined && (
        <Link className="say-offer" href={said.offer.to} onClick={hush}>
          {say(said.offer.sentence)}
        </Link>
      )}
      <button type="button" className="say-away" onClick={hush} aria-label={t('said.away')}>
        ×
      </button>
    </div>
  );
}
