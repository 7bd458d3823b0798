const MONTHS_PER_YEAR = 12;

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) {
    const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    return isLeap ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

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
