import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  ageOn,
  birthdayOf,
  civilDateToDayNumber,
  dayNumberToCivilDate,
  daysInMonth,
  isCivilDate,
} from '../../shared/domain/civil-date.ts';
import { isDeferralActive } from '../../shared/domain/screening/assess-deferrals.ts';
import {
  type Decision,
  decisionSchema,
  type HeldDeferral,
  type PastDonation,
  type ReportedEvent,
  type ScreeningInput,
  screeningInputSchema,
} from '../../shared/domain/screening/schema.ts';
import { ruleReasonsByCode } from '../../shared/domain/screening/rule-reasons.ts';
import {
  DRAFT,
  GB,
  healthyMan,
  healthyWoman,
  judge,
  withEvent,
  withTests,
  withVitals,
} from '../support/screening-facts.ts';

const RANK = ['eligible', 'incomplete', 'refer', 'deferred', 'deferred-permanently'];
const dayBetween = (first: string, last: string) =>
  fc
    .integer({ min: civilDateToDayNumber(first), max: civilDateToDayNumber(last) })
    .map(dayNumberToCivilDate);
const types = fc.constantFrom('whole-blood' as const, 'apheresis-platelets' as const);
const donation: fc.Arbitrary<PastDonation> = fc.record({
  date: dayBetween('2020-01-01', '2026-03-15'),
  type: types,
  volumeMl: fc.option(fc.integer({ min: 0, max: 800 })),
});
const deferral: fc.Arbitrary<HeldDeferral> = fc.record({
  reason: fc.constant('6.2.9-tattoo'),
  clause: fc.constant('6.2.9'),
  permanent: fc.boolean(),
  until: fc.option(dayBetween('2025-01-01', '2028-01-01')),
  bars: fc.constantFrom('all' as const, ['apheresis-platelets' as const]),
  endedOn: fc.option(dayBetween('2025-01-01', '2028-01-01')),
});
const reasonCodes = [...ruleReasonsByCode(GB).keys()];
const event: fc.Arbitrary<ReportedEvent> = fc.record({
  reason: fc.constantFrom(...reasonCodes, 'no-such-reason'),
  date: fc.option(dayBetween('2020-01-01', '2026-06-01')),
  time: fc.option(fc.constantFrom('00:00', '09:30', '23:59')),
  active: fc.boolean(),
  incubationDays: fc.option(fc.integer({ min: 1, max: 100 })),
});
const vitals = fc.record({
  weightKg: fc.option(fc.integer({ min: 40, max: 90 })),
  systolicMmHg: fc.option(fc.integer({ min: 80, max: 150 })),
  diastolicMmHg: fc.option(fc.integer({ min: 50, max: 100 })),
  pulsePerMin: fc.option(fc.integer({ min: 45, max: 110 })),
  temperatureC: fc.option(fc.double({ min: 36, max: 38, noNaN: true })),
});
const input: fc.Arbitrary<ScreeningInput> = fc
  .record({
    base: fc.constantFrom(healthyMan, healthyWoman),
    birthDate: dayBetween('1955-01-01', '2010-01-01'),
    facts: fc.record({
      firstTime: fc.option(fc.boolean()),
      previousReaction: fc.option(fc.boolean()),
      knownAbo: fc.option(fc.constantFrom('A' as const, 'B' as const, 'O' as const, 'AB' as const)),
      asksToDonate: fc.option(fc.boolean()),
    }),
    wantedType: types,
    date: dayBetween('2026-01-01', '2026-12-31'),
    vitals: fc.oneof(fc.constant({}), vitals),
    history: fc.array(donation, { maxLength: 12 }),
    deferrals: fc.array(deferral, { maxLength: 3 }),
    event: fc.option(event),
  })
  .map(
    ({
      base,
      birthDate,
      facts,
      wantedType,
      date,
      vitals: changed,
      history,
      deferrals,
      event: told,
    }) => {
      const visit = withVitals(
        {
          ...base,
          donor: { ...base.donor, ...facts, birthDate },
          wantedType,
          date,
          history,
          deferrals,
        },
        changed,
      );
      const whole = { ...visit, wantedVolumeMl: wantedType === 'whole-blood' ? 400 : null };
      return told ? withEvent(whole, told) : whole;
    },
  );
// By name, so that a counterexample does not print a whole rule set.
const RULES = { standard: GB, draft: DRAFT } as const;
const ruleSet = fc.constantFrom('standard' as const, 'draft' as const);
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

describe('civil dates', () => {
  const anyDay = dayBetween('0001-01-01', '9998-12-31');

  it('day numbers and dates are each other’s inverse, day after day', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        expect(isCivilDate(date)).toBe(true);
        expect(dayNumberToCivilDate(civilDateToDayNumber(date))).toBe(date);
        expect(addDays(date, 1) > date).toBe(true);
      }),
    );
  });

  it('adding months lands in the wanted month, on the same day where there is one', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 12 }), (date, months) => {
        const landed = addMonths(date, months, 'last-day');
        const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
        const last = daysInMonth(Math.floor(index / 12), (index % 12) + 1);
        expect(Number(landed.slice(0, 4)) * 12 + Number(landed.slice(5, 7)) - 1).toBe(index);
        expect(Number(landed.slice(8))).toBe(Math.min(Number(date.slice(8)), last));
      }),
    );
  });

  it('a birthday is the first day of an age', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 100 }), (birth, years) => {
        fc.pre(birth < '9800-01-01');
        const birthday = birthdayOf(birth, years);
        expect(ageOn(birth, birthday)).toBe(years);
        expect(ageOn(birth, addDays(birthday, -1))).toBe(years - 1);
      }),
    );
  });
});

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
