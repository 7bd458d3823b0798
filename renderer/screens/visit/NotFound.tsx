import { Frame, Title } from '../../parts/Frame.tsx';
import { useText } from '../../text/use-text.ts';

export function NotFound() {
  const { t } = useText();
  return (
    <Frame head={<Title title={t('not-found.title')} />}>
      <p className="waiting">{t('not-found.how')}</p>
    </Frame>
  );
}
