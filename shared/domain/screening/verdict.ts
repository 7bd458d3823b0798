import { laterOf, type CivilDate } from '../civil-date.ts';
import { isPastEveryAgeLimit } from './assess-age.ts';
import type { DecisionKind, DecisionReason, Earliest, ReasonEffect } from './decision-schema.ts';
import type { Finding, Visit } from './finding.ts';
import type { DonationType } from './vocabulary-schema.ts';

/** Gravest first. What is known to bar outweighs what a person has to judge, and that what is missing. */
const GRAVITY: readonly ReasonEffect[] = ['permanent', 'temporary', 'refer', 'missing', 'note'];

const KINDS: Readonly<Record<ReasonEffect, DecisionKind>> = {
  permanent: 'deferred-permanently',
  temporary: 'deferred',
  refer: 'refer',
  missing: 'incomplete',
  note: 'eligible',
};

/** A date that sorts after every other, for reasons that have none. */
const NO_DATE: CivilDate = '9999-12-31';

const compareReasons = (a: DecisionReason, b: DecisionReason): number => {
  const byEffect = GRAVITY.indexOf(a.effect) - GRAVITY.indexOf(b.effect);
  if (byEffect !== 0) return byEffect;
  const [untilA, untilB] = [a.until ?? NO_DATE, b.until ?? NO_DATE];
  if (untilA !== untilB) return untilA > untilB ? -1 : 1;
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
};

/** The reasons against one type, gravest and longest first. */
export const reasonsAgainst = (
  findings: readonly Finding[],
  type: DonationType,
): readonly DecisionReason[] =>
  findings
    .map(({ reason }) => reason)
    .filter(({ bars, effect }) => effect !== 'note' && bars.includes(type))
    .toSorted(compareReasons);

export const kindOf = (reasons: readonly DecisionReason[]): DecisionKind =>
  KINDS[reasons[0]?.effect ?? 'note'];

/**
 * The first day on which nothing known now bars a type. A day beyond the donor's last possible age is
 * `never`. Missing facts and facts for a physician do not move the date.
 */
export const earliestFor = (
  type: DonationType,
  findings: readonly Finding[],
  birthDate: CivilDate | null,
  visit: Visit,
): Earliest => {
  let date = visit.now.date;
  let isOpen = false;
  for (const { reason } of findings) {
    if (!reason.bars.includes(type)) continue;
    if (reason.effect === 'permanent') return { type, kind: 'never', date: null };
    if (reason.effect !== 'temporary') continue;
    if (reason.until === null) isOpen = true;
    else date = laterOf(date, reason.until);
  }
  if (birthDate !== null && isPastEveryAgeLimit(birthDate, date, visit.ruleSet)) {
    return { type, kind: 'never', date: null };
  }
  return isOpen ? { type, kind: 'open', date: null } : { type, kind: 'on', date };
};
