const MONTHS_PER_YEAR = 12;

const isLeapYear = (year: number): boolean =>
  (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

export const daysInYear = (year: number): number => (isLeapYear(year) ? 366 : 365);

/** `YYYYMMDD` as `YYYY-MM-DD`, or null when that day is not in the (proleptic Gregorian) calendar. */
export const compactDateToIso = (compact: string): string | null => {
  if (!/^[0-9]{8}$/u.test(compact)) return null;
  const year = Number(compact.slice(0, 4));
  const month = Number(compact.slice(4, 6));
  const day = Number(compact.slice(6, 8));
  if (year < 1 || month < 1 || month > MONTHS_PER_YEAR) return null;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  return `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6, 8)}`;
};

/** Day 1 … 366 of a four-digit year as `YYYY-MM-DD`. The caller has checked that the year has it. */
export const ordinalToIso = (year: number, ordinal: number): string => {
  let month = 1;
  let day = ordinal;
  while (month < MONTHS_PER_YEAR && day > daysInMonth(year, month)) {
    day -= daysInMonth(year, month);
    month += 1;
  }
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
};

/** The day of its year, 1 … 366, of a `YYYY-MM-DD` that is in the calendar. */
export const isoToOrdinal = (iso: string): number => {
  const year = Number(iso.slice(0, 4));
  let ordinal = Number(iso.slice(8, 10));
  for (let month = 1; month < Number(iso.slice(5, 7)); month += 1) {
    ordinal += daysInMonth(year, month);
  }
  return ordinal;
};
