import {
  addDays,
  type CivilDate,
  civilDateToDayNumber,
  daysInMonth,
} from '../../shared/domain/civil-date.ts';

/** A day of a year that the plan may leave open. */
export interface MonthDay {
  readonly month: number;
  readonly day: number;
}

/** When a plan wants a drive, as exactly as it says. Months 1–12, weeks 1–5 of the month, days inclusive. */
export type PlannedPeriod =
  | { readonly kind: 'week'; readonly month: number; readonly week: number }
  | {
      readonly kind: 'ten-days';
      readonly month: number;
      /** 上旬 (1–10), 中旬 (11–20), 下旬 (21–end). */
      readonly part: 'first' | 'middle' | 'last';
    }
  /** One day or several, also where a week or 旬 names its days (“3月第三周(17-23日)”). */
  | { readonly kind: 'days'; readonly first: MonthDay; readonly last: MonthDay }
  | { readonly kind: 'months'; readonly first: number; readonly last: number }
  /** The plan names no time: any time of its year. */
  | { readonly kind: 'open' };

export interface DateSpan {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

const pad = (value: number) => String(value).padStart(2, '0');
const dateOf = (year: number, month: number, day: number): CivilDate =>
  `${year}-${pad(month)}-${pad(Math.min(day, daysInMonth(year, month)))}`;

/** Monday 1970-01-05 was day 4. */
const isoWeekday = (date: CivilDate): number =>
  ((((civilDateToDayNumber(date) - 4) % 7) + 7) % 7) + 1;

/** The Monday of a day's week. */
export const mondayOf = (date: CivilDate): CivilDate => addDays(date, 1 - isoWeekday(date));

/**
 * The first and last day of a period in a year; 'open' is the whole year. Week N of a month is the Monday-to-Sunday week that begins
 * with the month's Nth Monday: what Huaibei's plan means by “3月第三周(17-23日)” (2025). Where a month has no fifth Monday, week 5 is
 * its fourth.
 */
export function spanOf(period: PlannedPeriod, year: number): DateSpan {
  switch (period.kind) {
    case 'week': {
      const first = dateOf(year, period.month, 1);
      const firstMonday = addDays(first, (8 - isoWeekday(first)) % 7);
      const wanted = addDays(firstMonday, 7 * (period.week - 1));
      const from = wanted > dateOf(year, period.month, 31) ? addDays(firstMonday, 21) : wanted;
      return { from, to: addDays(from, 6) };
    }
    case 'ten-days': {
      const [from, to] = { first: [1, 10], middle: [11, 20], last: [21, 31] }[period.part];
      return {
        from: dateOf(year, period.month, from ?? 1),
        to: dateOf(year, period.month, to ?? 31),
      };
    }
    case 'days': {
      const { first, last } = period;
      const endsNextYear = last.month < first.month;
      return {
        from: dateOf(year, first.month, first.day),
        to: dateOf(endsNextYear ? year + 1 : year, last.month, last.day),
      };
    }
    case 'months':
      return { from: dateOf(year, period.first, 1), to: dateOf(year, period.last, 31) };
    case 'open':
      return { from: dateOf(year, 1, 1), to: dateOf(year, 12, 31) };
  }
}
