import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/domain/civil-date.ts';
import { isDeferralActive } from '../../shared/domain/screening/assess-deferrals.ts';
import { healthyWoman, judge, withEvent } from '../support/screening-facts.ts';
import {
  dayBetween,
  deferral,
  event,
  input,
  RULES,
  ruleSet,
} from '../support/screening-arbitraries.ts';

describe('a decision', () => {
  it('an elapsed deferral never comes back on a later day', () => {
    fc.assert(
      fc.property(
        deferral,
        dayBetween('2024-01-01', '2029-01-01'),
        fc.nat(2000),
        (held, day, later) => {
          fc.pre(!isDeferralActive(held, day));
          expect(isDeferralActive(held, addDays(day, later))).toBe(false);
        },
      ),
    );
  });

  it('an elapsed reason of the questionnaire never comes back on a later day', () => {
    fc.assert(
      fc.property(
        event,
        dayBetween('2026-01-01', '2026-12-31'),
        fc.nat(2000),
        (told, day, later) => {
          fc.pre(told.reason !== '6.2.3-before-menstruation');
          const base = {
            ...healthyWoman,
            donor: { ...healthyWoman.donor, birthDate: '1990-01-01' },
          };
          const facts = withEvent({ ...base, date: day }, told);
          fc.pre(judge(facts).kind === 'eligible');
          expect(judge({ ...facts, date: addDays(day, later) }).kind).toBe('eligible');
        },
      ),
    );
  });

  it('the earliest day it names is one on which nothing known bars, and no day before is', () => {
    fc.assert(
      fc.property(input, ruleSet, (facts, ruleSetName) => {
        const rules = RULES[ruleSetName];
        const earliest = judge(facts, rules).earliest.find(({ type }) => type === facts.wantedType);
        fc.pre(earliest?.kind === 'on' && earliest.date !== null && earliest.date > facts.date);
        const day = earliest?.date ?? facts.date;
        const before = judge({ ...facts, date: addDays(day, -1) }, rules);
        fc.pre(before.reasons.every(({ measured }) => measured === null));
        expect(before.kind).not.toBe('eligible');
      }),
    );
  });
});
