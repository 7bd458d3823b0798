import type { VisitDetail } from '../../../shared/contract/visit.ts';
import type { Sentence } from '../../text/index.ts';

/** The measured facts in a line: `血压 124/78 · 脉搏 72 · Hb 148 g/L`. */
export function factsOf({ vitals, tests }: VisitDetail): readonly Sentence[] {
  const facts: Sentence[] = [];
  if (vitals !== null && vitals.systolicMmHg !== null && vitals.diastolicMmHg !== null) {
    const values = { high: vitals.systolicMmHg, low: vitals.diastolicMmHg };
    facts.push({ key: 'fact.blood-pressure', values });
  }
  if (vitals !== null && vitals.pulsePerMin !== null) {
    facts.push({ key: 'fact.pulse', values: { n: vitals.pulsePerMin } });
  }
  if (tests !== null && tests.haemoglobinGPerL !== null) {
    facts.push({ key: 'fact.haemoglobin', values: { n: tests.haemoglobinGPerL } });
  } else if (tests?.copperSulphatePass === true) {
    facts.push({ key: 'fact.drop-sinks' });
  }
  if (tests !== null && tests.aboForward !== null) {
    facts.push({ key: 'fact.abo', values: { group: tests.aboForward } });
  }
  return facts;
}

type LeaveReason = 'left' | 'deferred';

/** How a visit may end while it is being screened; what is left to a physician may also be decided against the donor. */
export const leaveReasons = ({ decision }: VisitDetail): readonly LeaveReason[] =>
  decision !== null && decision.kind !== 'eligible' && decision.kind !== 'incomplete'
    ? ['deferred', 'left']
    : ['left'];
