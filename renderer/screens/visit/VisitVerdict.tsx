import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { Verdict } from '../../parts/Verdict.tsx';
import { decisionView } from '../../parts/verdict-view.ts';
import { useText } from '../../text/use-text.ts';
import { SetAside } from '../decision/SetAside.tsx';
import { factsOf } from './view-model.ts';

/** The decision so far, with the measured facts it rests on; nothing before there is one. */
export function VisitVerdict({ visit }: { readonly visit: VisitDetail }) {
  const { say } = useText();
  if (visit.decision === null) return null;
  const facts = factsOf(visit);
  return (
    <Verdict
      view={decisionView(visit.decision)}
      onReason={(line) => <SetAside visit={visit} line={line} />}
    >
      {facts.length > 0 && <p className="facts">{facts.map(say).join(' · ')}</p>}
    </Verdict>
  );
}
