import type { ReactNode } from 'react';
import type { Answer } from '../api/use-call.ts';
import { failureSentence } from '../text/failure-sentence.ts';
import { useText } from '../text/use-text.ts';

interface Props<T> {
  readonly answer: Answer<T>;
  readonly children: (value: T) => ReactNode;
}

/** Shows what was answered; before that, that it is being asked; or why there is no answer, and asks again. */
export function Waiting<T>({ answer, children }: Props<T>) {
  const { t, say } = useText();
  switch (answer.state) {
    case 'answered':
      return children(answer.value);
    case 'waiting':
      return (
        <p className="waiting" role="status">
          {t('frame.loading')}
        </p>
      );
    case 'failed':
      return (
        <div className="waiting">
          <div className="say stop" role="alert">
            {say(failureSentence(answer.failure))}
          </div>
          <button type="button" className="btn narrow" onClick={answer.again}>
            {t('frame.again')}
          </button>
        </div>
      );
  }
}
