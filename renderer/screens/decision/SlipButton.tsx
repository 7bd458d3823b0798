import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { useText } from '../../text/use-text.ts';
import { Slip } from './Slip.tsx';

/** Prints the donor's slip: the page's print style shows nothing but the slip. */
export function SlipButton({ visit }: { readonly visit: VisitDetail }) {
  const { t } = useText();
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    if (!isPrinting) return undefined;
    const done = (): void => setPrinting(false);
    window.addEventListener('afterprint', done);
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [isPrinting]);
  return (
    <>
      <button type="button" className="btn" onClick={() => setPrinting(true)}>
        {t('slip.print')}
      </button>
      {isPrinting && createPortal(<Slip visit={visit} />, document.body)}
    </>
  );
}
