import { describe, expect, it } from 'vitest';
import { inForce } from '../../shared/domain/screening/in-force.ts';
import {
  questionnaireProblems,
  ruleSetProblems,
} from '../../shared/domain/screening/rule-reasons.ts';
import { ruleSetSchema } from '../../shared/domain/screening/schema.ts';
import { DRAFT, GB, QUESTIONNAIRE } from '../support/screening-facts.ts';

describe('the rule sets and the questionnaire that ship', () => {
  it.each([GB, DRAFT])('$id is sound', (ruleSet) => {
    expect(ruleSetProblems(ruleSet)).toEqual([]);
    expect(questionnaireProblems(QUESTIONNAIRE, ruleSet)).toEqual([]);
  });

  it('the questionnaire has its 33 items in order', () => {
    const ids = QUESTIONNAIRE.items.map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 33 }, (_, i) => `q${String(i + 1).padStart(2, '0')}`));
  });

  it('clauses 6.1.1 to 6.1.23 are all there', () => {
    expect(GB.permanent.map(({ clause }) => clause)).toEqual(
      Array.from({ length: 23 }, (_, i) => `6.1.${i + 1}`),
    );
  });

  it('clauses 6.2.1 to 6.2.16 are all there', () => {
    const clauses = new Set(GB.temporary.map(({ clause }) => clause));
    expect([...clauses]).toEqual(Array.from({ length: 16 }, (_, i) => `6.2.${i + 1}`));
  });

  it('a question can raise every reason that a question could find out', () => {
    const asked = new Set(QUESTIONNAIRE.items.flatMap(({ reasons }) => reasons));
    const reasons = [...GB.permanent, ...GB.temporary, ...GB.vaccines, ...GB.practice];
    expect(reasons.map(({ code }) => code).filter((code) => !asked.has(code))).toEqual([]);
  });

  it('a file with an unknown key is refused', () => {
    expect(ruleSetSchema.safeParse({ ...GB, extra: 1 }).success).toBe(false);
  });
});

describe('the rule set in force', () => {
  const next = { ...GB, version: 2, effectiveFrom: '2027-01-01' };

  it('a new set changes tomorrow and nothing of yesterday', () => {
    const sets = [next, GB, DRAFT];
    expect(inForce(sets, '2026-12-31')).toEqual({ ok: true, value: GB });
    expect(inForce(sets, '2027-01-01')).toEqual({ ok: true, value: next });
  });

  it('the draft of the law is never in force', () => {
    expect(inForce([DRAFT], '2030-01-01')).toEqual({ ok: false, error: 'none-in-force' });
  });

  it('the last day is the one before effectiveTo', () => {
    const ended = { ...GB, effectiveTo: '2026-07-01' };
    expect(inForce([ended], '2026-06-30').ok).toBe(true);
    expect(inForce([ended], '2026-07-01').ok).toBe(false);
  });

  it('of two with the same first day the higher version counts', () => {
    const corrected = { ...GB, version: 5 };
    expect(inForce([corrected, GB], '2026-01-01')).toEqual({ ok: true, value: corrected });
    expect(inForce([GB, corrected], '2026-01-01')).toEqual({ ok: true, value: corrected });
  });
});
