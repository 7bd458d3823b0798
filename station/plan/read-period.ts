import { dayNumberToCivilDate } from '../../shared/domain/civil-date.ts';
import type { MonthDay, PlannedPeriod } from './period.ts';

export interface ReadPeriod {
  readonly period: PlannedPeriod;
  /** The year, where the text names one. */
  readonly year: number | null;
  /** “3/4” was read as 4 March, the Chinese order; it may also mean 3 April. */
  readonly orderAssumed: boolean;
}

const plannedCharsMax = 64;
const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const tenDays = { 上: 'first', 中: 'middle', 下: 'last' } as const;
const named: { readonly [text: string]: readonly [number, number] } = {
  全年: [1, 12],
  上半年: [1, 6],
  下半年: [7, 12],
  第1季度: [1, 3],
  第2季度: [4, 6],
  第3季度: [7, 9],
  第4季度: [10, 12],
};
/** Days Excel counts from 1990 to 2099. */
const serials = { first: 32_874, last: 73_050, of1970: 25_569 } as const;

/**
 * Reads when a drive is planned: “1月第一周”, “3月第三周(17-23日)”, “三月上旬”, “3月17日至4月2日”, “2026-03-17”, “17/3”, Excel's day
 * numbers, “第二季度”, nothing at all, and the like; widths of digits and brackets do not matter. undefined: not understood.
 */
export function readPeriod(text: string): ReadPeriod | undefined {
  const folded = fold(text);
  if (folded.length > plannedCharsMax) return undefined;
  if (folded === '') return { period: { kind: 'open' }, year: null, orderAssumed: false };
  const serial = Number(/^\d{5}(?=(?:\.\d+)?$)/u.exec(folded)?.[0] ?? 0);
  if (serial >= serials.first && serial <= serials.last) {
    return readPeriod(dayNumberToCivilDate(serial - serials.of1970));
  }
  const yearFirst = /^((?:19|20)\d{2})(?:年|[-/.](?=\d))(.*)$/u.exec(folded);
  const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})$/u.exec(folded);
  const yearLast = /^(\d{1,2}[-/.]\d{1,2})[-/.]((?:19|20)\d{2})$/u.exec(folded);
  const rest = compact
    ? `${compact[2]}-${compact[3]}`
    : (yearFirst?.[2] ?? yearLast?.[1] ?? folded);
  const yearText = compact?.[1] ?? yearFirst?.[1] ?? yearLast?.[2];
  const year = yearText === undefined ? null : Number(yearText);
  const isMonthFirst = compact !== null || yearFirst !== null;
  const period =
    inWords(rest) ??
    dayRange(rest, year) ??
    monthAlone(rest, yearFirst !== null) ??
    numeric(rest, isMonthFirst);
  if (period === undefined) return undefined;
  const orderAssumed = !isMonthFirst && isEitherOrder(rest);
  return { period, year, orderAssumed };
}

const chineseDigits = '零一二三四五六七八九';

/** Numbers to 39 written out: “三”, “十二”, “二十”. */
function chineseNumber(text: string): string {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['零', text];
  const digit = (character: string | undefined, empty: number) =>
    character === undefined || character === '' ? empty : chineseDigits.indexOf(character);
  return String(digit(tens, 1) * 10 + digit(ones, 0));
}

const clockTimes =
  /(?:T|(?<!\d))\d{1,2}[:时]\d{0,2}(?::\d{2}(?:\.\d+)?Z?)?分?(?:\s*[-—~至到]\s*\d{1,2}[:时]\d{0,2}分?)?/gu;

/** One width, no spaces, Arabic numbers, one dash; days of the week and times of the day taken out. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(clockTimes, '')
    .replace(/\s+/gu, '')
    .replace(/\((?:周|星期|礼拜)[一二三四五六日天]\)|(?:周|星期|礼拜)[一二三四五六日天]$/gu, '')
    .replace(/(?<=[日号])(?:上午|下午|全天|白天|晚上)+$/u, '')
    .replace(/[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]/gu, chineseNumber)
    .replace(/[-—–―~〜至到]+/gu, '-')
    .replace(/号/gu, '日')
    .replace(/月份/gu, '月')
    .replace(/个?(?:星期|礼拜)|个周/gu, '周')
    .replace(/[,、;。]$/u, '');
}

/** Weeks, thirds and named parts of the year. */
function inWords(text: string): PlannedPeriod | undefined {
  const months = named[text] ?? named[`第${text}`];
  if (months) return { kind: 'months', first: months[0], last: months[1] };
  const found = /^(\d{1,2})月(?:第?([1-5])周|([上中下])旬|([初中底末]))(?:\((.+)\))?$/u.exec(text);
  if (!found) return undefined;
  const month = Number(found[1]);
  if (!isMonth(month)) return undefined;
  // Explicit days are more exact than the week they explain.
  if (found[5] !== undefined) return dayRange(withMonth(found[5], month), null);
  if (found[2] !== undefined) return { kind: 'week', month, week: Number(found[2]) };
  const part = found[3] ?? { 初: '上', 中: '中', 底: '下', 末: '下' }[found[4] ?? ''];
  // The pattern lets these three characters through only.
  return { kind: 'ten-days', month, part: tenDays[part as keyof typeof tenDays] };
}

const withMonth = (days: string, month: number) =>
  days.includes('月') ? days : `${month}月${days}`;

/** “3月17日”, “3月17-23日”, “3月30日-4月2日”, “3月17日、18日”, “3月17”, “3.17-3.19”, “03-17-2026-03-19”. */
function dayRange(text: string, year: number | null): PlannedPeriod | undefined {
  const found = dayRanges.map((range) => range.exec(text)?.groups).find((groups) => groups);
  if (!found) return undefined;
  const { month, day, lastYear, lastMonth, lastDay } = found;
  const first = { month: Number(month), day: Number(day) };
  const last = { month: Number(lastMonth ?? month), day: Number(lastDay ?? day) };
  const endYear = lastYear === undefined ? year : Number(lastYear);
  const yearsApart = endYear === null || year === null ? null : endYear - year;
  if (lastYear !== undefined && yearsApart !== 0 && yearsApart !== 1) return undefined;
  const overNewYear = first.month === 12 && last.month === 1;
  return days(first, last, yearsApart === 1 || (lastYear === undefined && overNewYear));
}

const dayRanges = [
  /^(?<month>\d{1,2})月(?<day>\d{1,2})日?(?:[-、,](?:(?:(?<lastYear>\d{4})年)?(?<lastMonth>\d{1,2})月)?(?<lastDay>\d{1,2})日?)?$/u,
  /^(?<month>\d{1,2})[/.](?<day>\d{1,2})-(?:(?<lastMonth>\d{1,2})[/.])?(?<lastDay>\d{1,2})$/u,
  /^(?<month>\d{1,2})[-/.](?<day>\d{1,2})-(?<lastYear>\d{4})[-/.](?<lastMonth>\d{1,2})[-/.](?<lastDay>\d{1,2})$/u,
];

function days(first: MonthDay, last: MonthDay, maySpanYears: boolean): PlannedPeriod | undefined {
  if (!isDay(first) || !isDay(last)) return undefined;
  const isBackward = last.month * 100 + last.day < first.month * 100 + first.day;
  if (isBackward && !(maySpanYears && last.month < first.month)) return undefined;
  return { kind: 'days', first, last };
}

function monthAlone(text: string, afterYear: boolean): PlannedPeriod | undefined {
  const found =
    /^(\d{1,2})(?:月?-(\d{1,2}))?月$/u.exec(text) ?? (afterYear ? /^(\d{1,2})$/u.exec(text) : null);
  if (!found) return undefined;
  const first = Number(found[1]);
  const last = Number(found[2] ?? found[1]);
  return isMonth(first) && isMonth(last) && first <= last
    ? { kind: 'months', first, last }
    : undefined;
}

const pair = /^(\d{1,2})([-/.])(\d{1,2})(?:日)?$/u;

/** “3/17”, “17/3”, “3.17”; after a year only month and day in this order. “3-4” may be two months: nothing says which. */
function numeric(text: string, isMonthFirst: boolean): PlannedPeriod | undefined {
  const found = pair.exec(text);
  if (!found) return undefined;
  const a = Number(found[1]);
  const b = Number(found[3]);
  if (found[2] === '-' && !isMonthFirst && isMonth(a) && isMonth(b)) return undefined;
  const monthDay = { month: a, day: b };
  if (isDay(monthDay)) return { kind: 'days', first: monthDay, last: monthDay };
  const dayMonth = { month: b, day: a };
  if (isMonthFirst || !isDay(dayMonth)) return undefined;
  return { kind: 'days', first: dayMonth, last: dayMonth };
}

function isEitherOrder(text: string): boolean {
  const found = pair.exec(text);
  return (
    found !== null &&
    found[1] !== found[3] &&
    isMonth(Number(found[1])) &&
    isMonth(Number(found[3]))
  );
}

const isMonth = (month: number) => month >= 1 && month <= 12;
const isDay = ({ month, day }: MonthDay) =>
  isMonth(month) && day >= 1 && day <= (longestMonths[month - 1] ?? 31);
