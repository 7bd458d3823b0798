import { Alert, Spin } from 'antd';
import { useCall } from '../../api/use-call.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { useText } from '../../text/TextProvider.tsx';

/** Whether every entry still hashes to the next: walked anew for this look. */
export function Chain({
  id,
  sealValid,
}: {
  readonly id: string;
  readonly sealValid: boolean | null;
}) {
  const { t, number } = useText();
  const answer = useCall('session.verify', { sessionId: id });
  const chain = answer.value;
  const fault = chain?.fault ?? null;
  const broken = {
    seq: chain?.brokenAtSeq ?? '?',
    fault: fault === null ? '' : t(`chain-fault.${fault}`),
  };
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <FailureNote answer={answer} />
      {chain === undefined && answer.busy && <Spin description={t('session.chain-checking')} />}
      {chain?.verified === true && (
        <span>✓ {t('session.chain-good', { n: number(chain.entries) })}</span>
      )}
      {chain?.verified === false && (
        <Alert type="error" showIcon title={t('session.chain-broken', broken)} />
      )}
      {sealValid === false && <Alert type="error" showIcon title={t('session.seal-warning')} />}
    </div>
  );
}
