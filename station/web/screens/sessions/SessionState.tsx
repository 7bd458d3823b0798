import { Tag } from 'antd';
import type { SessionSummary } from '../../../contract/sessions.ts';
import { useText } from '../../text/TextProvider.tsx';

/** Open or sealed, whether the seal holds, and how many figures differ. */
export function SessionState({ session }: { readonly session: SessionSummary }) {
  const { t } = useText();
  const { state, sealValid, differences } = session;
  if (state === 'open') return <Tag color="blue">{t('session.open')}</Tag>;
  return (
    <>
      <Tag color={sealValid === true ? 'green' : 'red'}>
        {t('session.sealed')} ·{' '}
        {t(sealValid === true ? 'session.seal-valid' : 'session.seal-invalid')}
      </Tag>
      {(differences ?? 0) > 0 && (
        <Tag color="orange">{t('session.differences-n', { n: differences ?? 0 })}</Tag>
      )}
    </>
  );
}
