import { useText } from '../text/use-text.ts';

/** Marks a rule whose source is not confirmed: the station has to. */
export function ToConfirm() {
  const { t } = useText();
  return (
    <span className="to-confirm" title={t('verdict.to-confirm-how')}>
      {t('verdict.to-confirm')}
    </span>
  );
}
