import { Link } from 'wouter';
import type { CallOutput } from '../../../shared/contract/index.ts';
import { Verdict } from '../../parts/Verdict.tsx';
import { registrationView } from '../../parts/verdict-view.ts';
import { useText } from '../../text/use-text.ts';

interface Props {
  readonly done: CallOutput<'donor.register'>;
  readonly onNext: () => void;
}

/** The number in the queue, and where the donor goes now. */
export function Registered({ done, onNext }: Props) {
  const { t } = useText();
  const mayContinue = done.check.kind === 'may-continue';
  return (
    <div className="registered" role="status">
      <p className="soft">{t('register.ticket')}</p>
      <p className="ticket">{done.ticket}</p>
      <Verdict view={registrationView(done.check)} />
      <p>{t(mayContinue ? 'register.tell-continue' : 'register.tell-deferred')}</p>
      <div className="row-buttons">
        {!mayContinue && (
          <Link href={`/visit/${done.visitId}`} className="btn">
            {t('register.open-visit')}
          </Link>
        )}
        {mayContinue && (
          <Link href={`/visit/${done.visitId}`} className="btn main">
            {t('register.to-questionnaire')}
          </Link>
        )}
        <button type="button" className="btn" onClick={onNext}>
          {t('register.next-donor')}
        </button>
      </div>
    </div>
  );
}
