import { z } from 'zod';

/** A day of the proleptic Gregorian calendar as `YYYY-MM-DD`: no clock, no zone. Sorts as text. */
export type CivilDate = string;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const ERA_DAYS = 146_097;

export const isLeapYear = (year: number): boolean =>
  (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Number of days in a month (1–12) of a year. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);

export type DateParts = { readonly year: number; readonly month: number; readonly day: number };

/** The parts of a date, or null when the text is not a day that exists (2026-02-30). */
export const parseCivilDate = (text: string): DateParts | null => {
  const match = SHAPE.exec(text);
  if (!match) return null;
  const parts = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  if (parts.year < 1 || parts.day < 1 || parts.day > daysInMonth(parts.year, parts.month)) {
    return null;
  }
  return parts;
};

export const isCivilDate = (text: string): boolean => parseCivilDate(text) !== null;

export const civilDateSchema = z.string().refine(isCivilDate, { error: 'not a date YYYY-MM-DD' });

const partsOf = (date: CivilDate): DateParts => {
  const parts = parseCivilDate(date);
  // Every date that reaches the rules has passed civilDateSchema; anything else is our bug.
  if (!parts) throw new Error('not a civil date');
  return parts;
};

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

const toText = ({ year, month, day }: DateParts): CivilDate =>
  `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;

/** Days since 1970-01-01 (Hinnant's days_from_civil, March-based years so the leap day is last). */
export const civilDateToDayNumber = (date: CivilDate): number => {
  const { year, month, day } = partsOf(date);
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * ERA_DAYS + dayOfEra - 719_468;
};

export const dayNumberToCivilDate = (dayNumber: number): CivilDate => {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / ERA_DAYS);
  const dayOfEra = shifted - era * ERA_DAYS;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return toText({
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  });
};

export const addDays = (date: CivilDate, days: number): CivilDate =>
  dayNumberToCivilDate(civilDateToDayNumber(date) + days);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number =>
  civilDateToDayNumber(to) - civilDateToDayNumber(from);

/** What `addMonths` does when the target month is too short for the day (31 August + 6 months). */
export type MonthClamp = 'last-day' | 'next-month';

/** Calendar months: 2026-01-31 + 6 is 2026-07-31; 2026-08-31 + 6 is 2027-02-28, or 2027-03-01 by `next-month`. */
export const addMonths = (date: CivilDate, months: number, clamp: MonthClamp): CivilDate => {
  const parts = partsOf(date);
  const index = parts.year * 12 + parts.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  const last = daysInMonth(year, month);
  if (parts.day <= last) return toText({ year, month, day: parts.day });
  const lastDay = toText({ year, month, day: last });
  return clamp === 'last-day' ? lastDay : addDays(lastDay, 1);
};

/** Full years (周岁) on a day. Someone born on 29 February turns a year older on 1 March of a common year. */
export const ageOn = (birthDate: CivilDate, on: CivilDate): number => {
  const birth = partsOf(birthDate);
  const day = partsOf(on);
  const hadBirthday = on.slice(5) >= birthDate.slice(5);
  return day.year - birth.year - (hadBirthday ? 0 : 1);
};

/** The first day on which someone is `years` old; agrees with `ageOn`. */
export const birthdayOf = (birthDate: CivilDate, years: number): CivilDate =>
  addMonths(birthDate, years * 12, 'next-month');

export const laterOf = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b);
