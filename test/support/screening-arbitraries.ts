import fc from 'fast-check';
import { civilDateToDayNumber, dayNumberToCivilDate } from '../../shared/domain/civil-date.ts';
import type {
  HeldDeferral,
  PastDonation,
  ReportedEvent,
  ScreeningInput,
} from '../../shared/domain/screening/schema.ts';
import { ruleReasonsByCode } from '../../shared/domain/screening/rule-reasons.ts';
import { DRAFT, GB, healthyMan, healthyWoman, withEvent, withVitals } from './screening-facts.ts';

/** A day from `first` to `last`, both included. */
export const dayBetween = (first: string, last: string) =>
  fc
    .integer({ min: civilDateToDayNumber(first), max: civilDateToDayNumber(last) })
    .map(dayNumberToCivilDate);
const types = fc.constantFrom('whole-blood' as const, 'apheresis-platelets' as const);
export const donation: fc.Arbitrary<PastDonation> = fc.record({
  date: dayBetween('2020-01-01', '2026-03-15'),
  type: types,
  volumeMl: fc.option(fc.integer({ min: 0, max: 800 })),
});
export const deferral: fc.Arbitrary<HeldDeferral> = fc.record({
  reason: fc.constant('6.2.9-tattoo'),
  clause: fc.constant('6.2.9'),
  permanent: fc.boolean(),
  until: fc.option(dayBetween('2025-01-01', '2028-01-01')),
  bars: fc.constantFrom('all' as const, ['apheresis-platelets' as const]),
  endedOn: fc.option(dayBetween('2025-01-01', '2028-01-01')),
});
const reasonCodes = [...ruleReasonsByCode(GB).keys()];
export const event: fc.Arbitrary<ReportedEvent> = fc.record({
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
/** A visit of anybody from 15 to 71, healthy but for what was drawn. */
export const input: fc.Arbitrary<ScreeningInput> = fc
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
export const RULES = { standard: GB, draft: DRAFT } as const;
export const ruleSet = fc.constantFrom('standard' as const, 'draft' as const);
