import { assessAge } from './assess-age.ts';
import { assessDeferrals } from './assess-deferrals.ts';
import {
  assessGroup,
  assessObservations,
  assessRapidTests,
  assessWish,
} from './assess-examination.ts';
import { assessIntervals, assessYearlyLimits } from './assess-history.ts';
import { assessLimits, assessRequired } from './assess-measurements.ts';
import { assessQuestionnaire } from './assess-questionnaire.ts';
import type { Decision } from './decision-schema.ts';
import type { Finding, Visit } from './finding.ts';
import type { OverrideGiven, ScreeningInput } from './input-schema.ts';
import type { Questionnaire } from './questionnaire-schema.ts';
import type { RuleSet } from './rule-set-schema.ts';
import { earliestFor, kindOf, reasonsAgainst } from './verdict.ts';

const isOverridden = ({ reason }: Finding, overrides: readonly OverrideGiven[]): boolean =>
  overrides.some(
    (given) =>
      given.reason === reason.code &&
      given.value === reason.measured?.value &&
      reason.overridableBy.includes(given.role),
  );

/** A reason set aside by somebody who may becomes a note: still told, no longer counted. */
const applyOverrides = (
  findings: readonly Finding[],
  overrides: readonly OverrideGiven[],
): readonly Finding[] =>
  findings.map((finding) =>
    isOverridden(finding, overrides)
      ? { ...finding, reason: { ...finding.reason, effect: 'note' as const } }
      : finding,
  );

const assess = (input: ScreeningInput, questionnaire: Questionnaire, visit: Visit): Finding[] => [
  ...assessDeferrals(input.deferrals, input.date),
  ...assessAge(input.donor, input.history.length > 0, visit),
  ...assessIntervals(input.history, input.hlaMatchedApproved, visit),
  ...assessYearlyLimits(input.history, input.wantedVolumeMl, visit),
  ...assessQuestionnaire(input, questionnaire, visit),
  ...assessRequired(input, visit),
  ...assessLimits(input, visit),
  ...assessObservations(input, visit),
  ...assessRapidTests(input, visit),
  ...assessGroup(input),
  ...assessWish(input, visit),
];

/**
 * Judges one visit under one rule set. A pure function of its arguments: the same facts, rules and
 * questionnaire give the same decision years later. Unknown facts are named and never make anybody eligible.
 */
export const decide = (
  input: ScreeningInput,
  ruleSet: RuleSet,
  questionnaire: Questionnaire,
): Decision => {
  const visit: Visit = { ruleSet, now: { date: input.date, time: input.time } };
  const findings = applyOverrides(assess(input, questionnaire, visit), input.overrides);
  const reasons = reasonsAgainst(findings, input.wantedType);
  const kind = kindOf(reasons);
  const volumes = ruleSet.volumes.find(({ type }) => type === input.wantedType);
  return {
    kind,
    date: input.date,
    wantedType: input.wantedType,
    reasons,
    notes: findings
      .filter(
        ({ reason, flags }) =>
          reason.effect === 'note' || (flags.length > 0 && !reason.bars.includes(input.wantedType)),
      )
      .map(({ reason }) => reason),
    allowedVolumesMl: kind === 'eligible' ? (volumes?.allowedMl ?? []) : [],
    earliest: ruleSet.donationTypes.map((type) =>
      earliestFor(type, findings, input.donor.birthDate, visit),
    ),
    flags: [...new Set(findings.flatMap(({ flags }) => flags))],
    ruleSet: { id: ruleSet.id, version: ruleSet.version },
    questionnaire: { id: questionnaire.id, version: questionnaire.version },
  };
};
