import { compactDateToIso, daysInYear, isoToOrdinal, ordinalToIso } from '../calendar-date.ts';

// `c` is the hundreds digit of the year. ST-001 shows 0 for 20xx; 9 is read as 19xx, because no MPHO of 2900 is scanned today.
const CENTURY_OF_NINE = 1900;
const FIRST_CENTURY = 2000;
const YEAR_MIN = 1900;
const YEAR_MAX = 2899;

/** `cyyjjj`: century digit, year, day of the year (data structures 004 to 009) as `YYYY-MM-DD`; null when there is no such day. */
export const isbtDateToIso = (data: string): string | null => {
  if (!/^[0-9]{6}$/u.test(data)) return null;
  const century = Number(data.charAt(0));
  const year =
    (century === 9 ? CENTURY_OF_NINE : FIRST_CENTURY + century * 100) + Number(data.slice(1, 3));
  const day = Number(data.slice(3));
  return day < 1 || day > daysInYear(year) ? null : ordinalToIso(year, day);
};

/** `YYYY-MM-DD` as `cyyjjj`; null outside 1900 … 2899, or when there is no such day. */
export const isoToIsbtDate = (iso: string): string | null => {
  const compact = iso.replaceAll('-', '');
  if (compactDateToIso(compact) !== iso) return null;
  const year = Number(iso.slice(0, 4));
  if (year < YEAR_MIN || year > YEAR_MAX) return null;
  return iso.charAt(1) + iso.slice(2, 4) + String(isoToOrdinal(iso)).padStart(3, '0');
};

/** `hhmm` 0000 … 2359 as `hh:mm`; null for anything else. */
export const isbtTimeToText = (data: string): string | null =>
  /^([01][0-9]|2[0-3])[0-5][0-9]$/u.test(data) ? `${data.slice(0, 2)}:${data.slice(2)}` : null;

export const textToIsbtTime = (text: string): string | null =>
  /^([01][0-9]|2[0-3]):[0-5][0-9]$/u.test(text) ? text.replace(':', '') : null;

/** Encoded when no time is known: the end of the day (ST-001 §2.4.5, §2.4.7). */
export const ISBT_DEFAULT_TIME = '23:59';
