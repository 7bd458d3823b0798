import { addDays } from '../civil-date.ts';
import { barsToTypes, engineFinding, reasonOf, type Finding, type Visit } from './finding.ts';
import { endOfPeriod, hasPassed, type Moment } from './period.ts';
import type { ReportedEvent } from './questionnaire-schema.ts';
import type { RuleReason } from './rule-set-schema.ts';

/** True where a bare "yes" says everything: no date is needed to judge the reason. */
export const needsNoDate = (rule: RuleReason): boolean =>
  rule.effect.kind === 'permanent' ||
  rule.effect.kind === 'refer' ||
  (rule.effect.kind === 'for' && rule.effect.from === 'visit');

type Verdict =
  | { readonly kind: 'permanent' | 'refer' | 'no-date' | 'passed' | 'open' }
  | { readonly kind: 'until'; readonly until: Moment };

const untilOrPassed = (until: Moment, now: Moment): Verdict =>
  hasPassed(until, now) ? { kind: 'passed' } : { kind: 'until', until };

const judge = (rule: RuleReason, event: ReportedEvent, visit: Visit): Verdict => {
  const { effect } = rule;
  if (effect.kind === 'permanent' || effect.kind === 'refer') return { kind: effect.kind };
  const clamp = visit.ruleSet.monthClamp.value;
  if (effect.kind === 'for' && effect.from === 'visit') {
    return untilOrPassed(endOfPeriod(visit.now, effect.period, clamp), visit.now);
  }
  if (event.active) return { kind: 'open' };
  if (event.date === null) return { kind: 'no-date' };
  const start: Moment = { date: event.date, time: event.time };
  switch (effect.kind) {
    case 'for':
      return untilOrPassed(endOfPeriod(start, effect.period, clamp), visit.now);
    case 'while-active':
      return untilOrPassed({ date: event.date, time: null }, visit.now);
    case 'before':
      return addDays(event.date, -effect.days) <= visit.now.date
        ? { kind: 'open' }
        : { kind: 'passed' };
    case 'longest-incubation':
      return event.incubationDays === null
        ? { kind: 'refer' }
        : untilOrPassed({ date: addDays(event.date, event.incubationDays), time: null }, visit.now);
  }
};

/** What a rule makes of a reported event; null when its period has passed. */
export const ruleToFinding = (
  rule: RuleReason,
  event: ReportedEvent,
  visit: Visit,
  itemId: string | null,
): Finding | null => {
  const verdict = judge(rule, event, visit);
  if (verdict.kind === 'passed') return null;
  const bars = barsToTypes(rule.bars);
  if (verdict.kind === 'no-date') {
    const missing = engineFinding({
      code: 'missing-event-date',
      effect: 'missing',
      clause: rule.clause,
      text: rule.text,
      bars,
      itemId,
    });
    return { ...missing, flags: rule.flags };
  }
  const until = verdict.kind === 'until' ? verdict.until : null;
  const isDated = rule.effect.kind === 'for' && rule.effect.from !== 'visit';
  return {
    flags: rule.flags,
    reason: reasonOf({
      code: rule.code,
      effect: verdict.kind === 'permanent' || verdict.kind === 'refer' ? verdict.kind : 'temporary',
      clause: rule.clause,
      text: rule.text,
      until: until?.date ?? null,
      untilTime: until?.time ?? null,
      bars,
      itemId,
      toConfirm: rule.confirm,
      placesDeferral:
        verdict.kind === 'permanent' ||
        (verdict.kind !== 'refer' &&
          (isDated ||
            rule.effect.kind === 'while-active' ||
            rule.effect.kind === 'longest-incubation')),
      overridableBy: rule.override?.roles ?? [],
    }),
  };
};
