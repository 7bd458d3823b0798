import type { ReactNode } from 'react';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { Who } from '../../parts/Who.tsx';
import { HistoryButton } from '../history/HistoryButton.tsx';

interface Props {
  readonly visit: VisitDetail;
  readonly children?: ReactNode;
}

export const VisitWho = ({ visit, children }: Props) => (
  <Who
    identity={visit.identity}
    ageYears={visit.ageYears}
    answer={visit.answer}
    organisation={visit.organisation}
  >
    <HistoryButton visitId={visit.visitId} />
    {children}
  </Who>
);
