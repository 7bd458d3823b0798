import type { ReactNode } from 'react';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { useText } from '../../text/use-text.ts';
import { VisitVerdict } from '../visit/VisitVerdict.tsx';
import type { Phase } from './view-model.ts';

interface Props {
  readonly visit: VisitDetail;
  readonly phase: Phase;
  readonly children: ReactNode;
}

/** Verdict and next actions at the chair. */
export function Next({ visit, phase, children }: Props) {
  const { t } = useText();
  return (
    <>
      <VisitVerdict visit={visit} />
      <div className="panel">
        <b>{t('next.title')}</b>
        <p className="soft">{t(`collection.next.${phase}`)}</p>
        {children}
      </div>
    </>
  );
}
