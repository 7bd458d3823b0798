import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  ageOn,
  birthdayOf,
  civilDateToDayNumber,
  daysBetween,
  isCivilDate,
} from '../../shared/domain/civil-date.ts';

describe('civil dates', () => {
  it.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2028-02-29', true],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-04-31', false],
    ['2026-4-3', false],
    ['0000-01-01', false],
  ])('%s is a day: %s', (text, isDay) => {
    expect(isCivilDate(text)).toBe(isDay);
  });

  it('counts days from 1970', () => {
    expect(civilDateToDayNumber('1970-01-01')).toBe(0);
    expect(civilDateToDayNumber('2000-03-01')).toBe(11_017);
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-01-31', '2026-07-31')).toBe(181);
  });

  it.each([
    ['2026-01-31', 6, 'last-day', '2026-07-31'],
    ['2026-08-31', 6, 'last-day', '2027-02-28'],
    ['2026-08-31', 6, 'next-month', '2027-03-01'],
    ['2028-02-29', 12, 'last-day', '2029-02-28'],
    ['2026-12-15', 1, 'last-day', '2027-01-15'],
  ] as const)('%s plus %d months by %s is %s', (date, months, clamp, expected) => {
    expect(addMonths(date, months, clamp)).toBe(expected);
  });

  it('full years change on the birthday', () => {
    expect(ageOn('1996-03-15', '2026-03-14')).toBe(29);
    expect(ageOn('1996-03-15', '2026-03-15')).toBe(30);
    expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
    expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
    expect(birthdayOf('2008-02-29', 18)).toBe('2026-03-01');
    expect(birthdayOf('2008-02-29', 20)).toBe('2028-02-29');
  });
});
