import { Link } from 'wouter';
import type { CallOutput } from '../../../shared/contract/index.ts';
import { useText } from '../../text/use-text.ts';

/** The day is closed: what was signed, and where to go now. */
export function Sealed({ sealed }: { readonly sealed: CallOutput<'session.seal'> }) {
  const { t, number } = useText();
  return (
    <div className="single">
      <section className="verdict go" role="status">
        <h2>{t('sealed.title')}</h2>
        <p>{t('sealed.entries', { n: number(sealed.headSeq) })}</p>
        <p className="signature-text">
          <span>{t('sealed.signature')}</span> <code>{sealed.signature}</code>
        </p>
      </section>
      <p>{t('sealed.how')}</p>
      <div className="row-buttons">
        <Link href="/sync" className="btn main">
          {t('sealed.to-sync')}
        </Link>
        <Link href="/open" className="btn">
          {t('sealed.open-next')}
        </Link>
      </div>
    </div>
  );
}
