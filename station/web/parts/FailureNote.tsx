import { Alert, Button } from 'antd';
import type { Failure } from '../api/call.ts';
import type { Answer } from '../api/use-call.ts';
import { failureSentence } from '../text/failure-sentence.ts';
import { useText } from '../text/TextProvider.tsx';

/** Why something was not done or cannot be shown; nothing when all went well. */
export function FailureSays({ failure }: { readonly failure: Failure | undefined }) {
  const texts = useText();
  if (failure === undefined) return null;
  return <Alert type="error" showIcon title={failureSentence(texts, failure)} role="alert" />;
}

/** The same for an answer that did not come, with a way to ask again. */
export function FailureNote({
  answer,
}: {
  readonly answer: Pick<Answer<unknown>, 'failure' | 'again'>;
}) {
  const texts = useText();
  if (answer.failure === undefined) return null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={failureSentence(texts, answer.failure)}
      action={<Button onClick={answer.again}>{texts.t('frame.again')}</Button>}
      style={{ marginBottom: 12 }}
    />
  );
}
