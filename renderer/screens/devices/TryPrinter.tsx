import { useState } from 'react';
import { Link } from 'wouter';
import { useAction } from '../../api/use-command.ts';
import { isTextKey, type TextKey } from '../../text/index.ts';
import { useText } from '../../text/use-text.ts';

const troubleKey = (trouble: string): TextKey => {
  const key = `devices.trouble.${trouble}`;
  if (isTextKey(key)) return key;
  const reason = `device.reason.${trouble}`;
  return isTextKey(reason) ? reason : 'devices.trouble.other';
};

interface Result {
  readonly isGood: boolean;
  readonly key: TextKey;
  /** What the test label's barcode says. */
  readonly code: string | null;
}

/** Asks the printer how it stands and prints the test label, which is to be scanned back. */
export function TryPrinter({ scanned }: { readonly scanned: string | null }) {
  const { t } = useText();
  const ask = useAction('device.ask-printer');
  const print = useAction('device.test-print');
  const [result, setResult] = useState<Result | null>(null);

  const asked = async (): Promise<void> => {
    const done = await ask.run({});
    if (!done.ok) return setResult(null);
    const { trouble, answers } = done.value;
    const good = answers ? 'devices.printer-fine' : 'devices.printer-silent';
    setResult({
      isGood: trouble === null,
      key: trouble === null ? good : troubleKey(trouble),
      code: null,
    });
  };
  const printed = async (): Promise<void> => {
    const done = await print.run({});
    if (!done.ok) return setResult(null);
    const { sent, trouble, code } = done.value;
    setResult({
      isGood: sent,
      key: sent ? 'devices.test-sent' : troubleKey(trouble ?? 'other'),
      code,
    });
  };
  const code = result?.code ?? null;
  const isBack = code !== null && scanned === code;
  return (
    <>
      {result !== null && (
        <p className={result.isGood ? 'tried' : 'problem'} role="status">
          {isBack ? t('devices.test-back') : t(result.key)}
        </p>
      )}
      <div className="stack-buttons">
        <button type="button" className="btn" disabled={ask.busy} onClick={() => void asked()}>
          {t('devices.ask-printer')}
        </button>
        <button type="button" className="btn" disabled={print.busy} onClick={() => void printed()}>
          {t('devices.test-print')}
        </button>
        <Link className="btn" href="/labels">
          {t('labels.title')}
        </Link>
      </div>
    </>
  );
}
