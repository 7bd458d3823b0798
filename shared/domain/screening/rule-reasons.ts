import type { Questionnaire } from './questionnaire-schema.ts';
import type { RuleReason, RuleSet } from './rule-set-schema.ts';

const byRuleSet = new WeakMap<RuleSet, ReadonlyMap<string, RuleReason>>();

/** Every reason of a rule set by its code. Kept per rule set, which never changes once read. */
export const ruleReasonsByCode = (ruleSet: RuleSet): ReadonlyMap<string, RuleReason> => {
  const known = byRuleSet.get(ruleSet);
  if (known) return known;
  const { permanent, temporary, vaccines, practice } = ruleSet;
  const reasons = new Map(
    [...permanent, ...temporary, ...vaccines, ...practice].map((rule) => [rule.code, rule]),
  );
  byRuleSet.set(ruleSet, reasons);
  return reasons;
};

/** Codes a rule set uses twice, and unconfirmed items that do not ask for confirmation; empty when sound. */
export const ruleSetProblems = (ruleSet: RuleSet): readonly string[] => {
  const coded = [
    ...ruleSet.limits,
    ...ruleSet.copperSulphate,
    ...ruleSet.observations,
    ruleSet.hbsAgRapidPositive,
    ...ruleSet.yearlyLimits,
    ...ruleSet.permanent,
    ...ruleSet.temporary,
    ...ruleSet.vaccines,
    ...ruleSet.practice,
  ];
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const { code, mark, confirm } of coded) {
    if (seen.has(code)) problems.push(`${code}: used twice`);
    if (mark === 'M' && !confirm) problems.push(`${code}: unconfirmed but not marked to confirm`);
    seen.add(code);
  }
  return problems;
};

/** Questions that name a reason the rule set does not have, or an id used twice; empty when they fit. */
export const questionnaireProblems = (
  questionnaire: Questionnaire,
  ruleSet: RuleSet,
): readonly string[] => {
  const reasons = ruleReasonsByCode(ruleSet);
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const item of questionnaire.items) {
    if (seen.has(item.id)) problems.push(`${item.id}: used twice`);
    seen.add(item.id);
    for (const code of item.reasons) {
      if (!reasons.has(code)) problems.push(`${item.id}: no reason ${code}`);
    }
    if (item.expected !== 'signed' && item.reasons.length === 0) {
      problems.push(`${item.id}: an unexpected answer leads nowhere`);
    }
  }
  return problems;
};
