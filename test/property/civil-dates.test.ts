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
import { dayBetween } from '../support/screening-arbitraries.ts';

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
