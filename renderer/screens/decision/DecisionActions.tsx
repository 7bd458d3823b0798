import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { PlaceDeferral } from './PlaceDeferral.tsx';
import { SlipButton } from './SlipButton.tsx';

/** What follows from a verdict against the donor: onto the deferral list, and a slip to take along. */
export function DecisionActions({ visit }: { readonly visit: VisitDetail }) {
  const { decision, answer } = visit;
  const isBarred =
    decision === null
      ? answer.check.kind !== 'may-continue'
      : decision.kind !== 'eligible' && decision.kind !== 'incomplete';
  if (!isBarred) return null;
  return (
    <>
      <SlipButton visit={visit} />
      {decision !== null && <PlaceDeferral visit={visit} decision={decision} />}
    </>
  );
}
