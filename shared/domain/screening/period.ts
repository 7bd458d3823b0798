import { addDays, addMonths, type CivilDate, type MonthClamp } from '../civil-date.ts';
import type { Period } from './rule-set-schema.ts';

/** A day, and on that day only from `time` on (null: all day). */
export type Moment = { readonly date: CivilDate; readonly time: string | null };

const MINUTES_PER_DAY = 1440;

const afterHours = (start: Moment, hours: number): Moment => {
  // Without a time of day the event may have been just before midnight; what is not known never helps.
  const startMinutes =
    start.time === null
      ? MINUTES_PER_DAY
      : Number(start.time.slice(0, 2)) * 60 + Number(start.time.slice(3));
  const total = startMinutes + hours * 60;
  const minutes = total % MINUTES_PER_DAY;
  const pad = (value: number): string => String(value).padStart(2, '0');
  return {
    date: addDays(start.date, Math.floor(total / MINUTES_PER_DAY)),
    time: minutes === 0 ? null : `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`,
  };
};

/**
 * The first moment after a period: 3 days from the 1st is the 4th; 6 months are calendar months. Only
 * periods in hours look at the time of day.
 */
export const endOfPeriod = (start: Moment, period: Period, clamp: MonthClamp): Moment => {
  switch (period.unit) {
    case 'hours':
      return afterHours(start, period.amount);
    case 'days':
      return { date: addDays(start.date, period.amount), time: null };
    case 'weeks':
      return { date: addDays(start.date, period.amount * 7), time: null };
    case 'months':
      return { date: addMonths(start.date, period.amount, clamp), time: null };
    case 'years':
      return { date: addMonths(start.date, period.amount * 12, clamp), time: null };
  }
};

/** True when `now` is at or after `until`. An unknown time of day counts as the start of the day. */
export const hasPassed = (until: Moment, now: Moment): boolean => {
  if (until.date !== now.date) return until.date < now.date;
  if (until.time === null) return true;
  return now.time !== null && now.time >= until.time;
};
