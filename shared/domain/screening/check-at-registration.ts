import type { CivilDate } from '../civil-date.ts';
import { assessAge } from './assess-age.ts';
import { assessDeferrals } from './assess-deferrals.ts';
import { assessIntervals, assessYearlyLimits } from './assess-history.ts';
import type {
  DecisionKind,
  DecisionReason,
  Earliest,
  RegistrationCheck,
} from './decision-schema.ts';
import type { Finding, Visit } from './finding.ts';
import type { PastDonation, RegistrationInput } from './input-schema.ts';
import type { RuleSet } from './rule-set-schema.ts';
import { earliestFor, kindOf, reasonsAgainst } from './verdict.ts';

const visitOn = (date: CivilDate, ruleSet: RuleSet): Visit => ({
  ruleSet,
  now: { date, time: null },
});

const assessKnown = (input: RegistrationInput, visit: Visit): Finding[] => [
  ...assessDeferrals(input.deferrals, input.date),
  ...assessAge(input.donor, input.history.length > 0, visit),
  ...assessIntervals(input.history, false, visit),
  ...assessYearlyLimits(input.history, null, visit),
];

/** Reasons that are only a matter of waiting since the last donation. */
const isWaiting = (reason: DecisionReason, ruleSet: RuleSet): boolean =>
  reason.effect !== 'temporary' ||
  reason.code === 'interval-too-short' ||
  ruleSet.yearlyLimits.some(({ code }) => code === reason.code);

/**
 * What the record says before anything is asked or measured: deferrals, age, intervals. Missing or referred
 * facts are listed and do not stop the registration; `decide` judges them later.
 */
export const checkAtRegistration = (
  input: RegistrationInput,
  ruleSet: RuleSet,
): RegistrationCheck => {
  const visit = visitOn(input.date, ruleSet);
  const findings = assessKnown(input, visit);
  const reasons = reasonsAgainst(findings, input.wantedType);
  const verdict = kindOf(reasons);
  const isTooEarly =
    verdict === 'deferred' && reasons.every((reason) => isWaiting(reason, ruleSet));
  const stops = verdict === 'deferred' || verdict === 'deferred-permanently';
  return {
    kind: isTooEarly ? 'too-early' : stops ? verdict : 'may-continue',
    reasons,
    earliest: ruleSet.donationTypes.map((type) =>
      earliestFor(type, findings, input.donor.birthDate, visit),
    ),
    ruleSet: { id: ruleSet.id, version: ruleSet.version },
  };
};

/** What registration has decided by itself; null: the person goes on. Vehicle and station count a day's deferred by it. */
export const decidedAtRegistration = ({ kind }: RegistrationCheck): DecisionKind | null => {
  switch (kind) {
    case 'may-continue':
      return null;
    case 'too-early':
      return 'deferred';
    case 'deferred':
    case 'deferred-permanently':
      return kind;
  }
};

/** Earliest days after a donation, for the certificate: `history` includes the donation just made. */
export const earliestAfterDonation = (
  history: readonly PastDonation[],
  birthDate: CivilDate,
  date: CivilDate,
  ruleSet: RuleSet,
): readonly Earliest[] => {
  const visit = visitOn(date, ruleSet);
  const findings = [
    ...assessIntervals(history, false, visit),
    ...assessYearlyLimits(history, null, visit),
  ];
  return ruleSet.donationTypes.map((type) => earliestFor(type, findings, birthDate, visit));
};
