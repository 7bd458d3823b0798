import { useText } from '../../text/use-text.ts';

interface Props {
  readonly confirmed: 'card' | 'spoken' | null;
  readonly busy: boolean;
  readonly onSpoken: () => void;
}

/** Re-identification before venepuncture: the card again, or name and birth date spoken by the donor. */
export function Identity({ confirmed, busy, onSpoken }: Props) {
  const { t } = useText();
  if (confirmed !== null) {
    return <p className="confirmed">✓ {t(`collection.identity.${confirmed}`)}</p>;
  }
  return (
    <>
      <p className="soft">{t('collection.identity-how')}</p>
      <button type="button" className="btn" disabled={busy} onClick={onSpoken}>
        {t('collection.identity-spoken')}
      </button>
    </>
  );
}
