import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Decision,
  decisionSchema,
  type ScreeningInput,
  screeningInputSchema,
} from '../../shared/domain/screening/schema.ts';
import { judge, withTests, withVitals } from '../support/screening-facts.ts';
import {
  deferral,
  donation,
  event,
  input,
  RULES,
  ruleSet,
} from '../support/screening-arbitraries.ts';

const RANK = ['eligible', 'incomplete', 'refer', 'deferred', 'deferred-permanently'];

const rank = (decision: Decision): number => RANK.indexOf(decision.kind);

/** `worse` is no more eligible than `better`: neither in kind, nor volumes, nor flags, nor any earliest day. */
const expectNotBetter = (worse: Decision, better: Decision): void => {
  expect(rank(worse)).toBeGreaterThanOrEqual(rank(better));
  expect(better.allowedVolumesMl).toEqual(expect.arrayContaining([...worse.allowedVolumesMl]));
  expect(worse.flags).toEqual(expect.arrayContaining([...better.flags]));
  const order = ['on', 'open', 'never'];
  for (const [at, earliest] of worse.earliest.entries()) {
    const before = better.earliest[at];
    if (!before) throw new Error('a type is missing');
    expect(order.indexOf(earliest.kind)).toBeGreaterThanOrEqual(order.indexOf(before.kind));
    if (earliest.date !== null && before.date !== null) {
      expect(earliest.date >= before.date).toBe(true);
    }
  }
};

describe('a decision', () => {
  it('is a function of its inputs and always of its schema', () => {
    fc.assert(
      fc.property(input, ruleSet, (facts, ruleSetName) => {
        const rules = RULES[ruleSetName];
        expect(screeningInputSchema.safeParse(facts).success).toBe(true);
        const decision = judge(facts, rules);
        expect(judge(structuredClone(facts), rules)).toEqual(decision);
        expect(decisionSchema.parse(decision)).toEqual(decision);
        expect(decision.kind === 'eligible').toBe(decision.reasons.length === 0);
      }),
    );
  });

  it('does not depend on the order of history, deferrals or answers', () => {
    fc.assert(
      fc.property(input, ruleSet, (facts, ruleSetName) => {
        const rules = RULES[ruleSetName];
        const reversed = {
          ...facts,
          history: facts.history.toReversed(),
          deferrals: facts.deferrals.toReversed(),
        };
        const [a, b] = [judge(facts, rules), judge(reversed, rules)];
        expect([b.kind, b.earliest, b.flags]).toEqual([a.kind, a.earliest, a.flags]);
      }),
    );
  });

  it('another deferral never makes a donor more eligible', () => {
    fc.assert(
      fc.property(input, deferral, ruleSet, (facts, added, ruleSetName) => {
        const rules = RULES[ruleSetName];
        const more = { ...facts, deferrals: [...facts.deferrals, added] };
        expectNotBetter(judge(more, rules), judge(facts, rules));
      }),
    );
  });

  it('another past donation never makes a repeat donor more eligible', () => {
    fc.assert(
      fc.property(input, donation, ruleSet, (facts, added, ruleSetName) => {
        const rules = RULES[ruleSetName];
        // An added donation may answer whether the donor is a repeat donor; then it is a fact, not a burden.
        fc.pre(facts.donor.firstTime !== null);
        const more = { ...facts, history: [...facts.history, added] };
        expectNotBetter(judge(more, rules), judge(facts, rules));
      }),
    );
  });

  it('another reported event never makes a donor more eligible', () => {
    fc.assert(
      fc.property(input, event, ruleSet, (facts, added, ruleSetName) => {
        const rules = RULES[ruleSetName];
        const given = facts.questionnaire;
        if (!given) throw new Error('no answers');
        const answers = given.answers.map((answer) =>
          answer.itemId === 'q26' && answer.answer === 'no'
            ? { ...answer, events: [...answer.events, added] }
            : answer,
        );
        const more = { ...facts, questionnaire: { ...given, answers } };
        expectNotBetter(judge(more, rules), judge(facts, rules));
      }),
    );
  });

  it('a worse or a missing vital never makes a donor more eligible', () => {
    const worsen = fc.constantFrom<(facts: ScreeningInput, by: number) => ScreeningInput>(
      (f, by) =>
        withVitals(f, { weightKg: f.vitals.weightKg === null ? null : f.vitals.weightKg - by }),
      (f, by) => withVitals(f, { temperatureC: (f.vitals.temperatureC ?? 36) + by / 10 }),
      (f, by) => withTests(f, { haemoglobinGPerL: (f.tests.haemoglobinGPerL ?? 130) - by }),
      (f, by) => withTests(f, { altUPerL: (f.tests.altUPerL ?? 0) + by }),
      (f) => withTests(f, { copperSulphatePass: false }),
      (f) => withTests(f, { hbsAgRapid: 'positive' }),
      (f) =>
        withVitals(f, {
          observations: [...f.vitals.observations, { code: 'limbs', result: 'abnormal' }],
        }),
    );
    fc.assert(
      fc.property(
        input,
        worsen,
        fc.integer({ min: 0, max: 30 }),
        ruleSet,
        (facts, change, by, ruleSetName) => {
          const rules = RULES[ruleSetName];
          const known = withVitals(facts, { temperatureC: facts.vitals.temperatureC ?? 36 });
          expectNotBetter(judge(change(known, by), rules), judge(known, rules));
        },
      ),
    );
  });

  it('what is not known never makes a healthy donor eligible', () => {
    const forget = fc.constantFrom<Partial<ScreeningInput['vitals']>>(
      { weightKg: null },
      { systolicMmHg: null },
      { diastolicMmHg: null },
      { pulsePerMin: null },
      { temperatureC: null },
      { observations: [] },
    );
    fc.assert(
      fc.property(input, forget, (facts, forgotten) => {
        expect(judge(withVitals(facts, forgotten)).kind).not.toBe('eligible');
      }),
    );
  });
});
