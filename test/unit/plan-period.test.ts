import { expect, test } from 'vitest';
import { mondayOf, spanOf } from '../../station/plan/period.ts';
import { readPeriod } from '../../station/plan/read-period.ts';

const week = (month: number, number: number) => ({ kind: 'week', month, week: number });
const tenDays = (month: number, part: string) => ({ kind: 'ten-days', month, part });
const days = (month: number, day: number, lastDay = day, lastMonth = month) => ({
  kind: 'days',
  first: { month, day },
  last: { month: lastMonth, day: lastDay },
});
const months = (first: number, last = first) => ({ kind: 'months', first, last });

test.each([
  ['1月第一周', week(1, 1)],
  ['12月第４周', week(12, 4)],
  ['十二月第三个星期', week(12, 3)],
  ['5月份第2周', week(5, 2)],
  ['3月第三周（17-23日）', days(3, 17, 23)],
  ['3月第四周(3月30日至4月2日)', days(3, 30, 2, 4)],
  ['3月 上旬', tenDays(3, 'first')],
  ['三月中旬', tenDays(3, 'middle')],
  ['10月下旬', tenDays(10, 'last')],
  ['6月底', tenDays(6, 'last')],
  ['6月17日', days(6, 17)],
  ['6月17号（周三）', days(6, 17)],
  ['六月二十一日上午', days(6, 21)],
  ['6月17日 9:00-16:30', days(6, 17)],
  ['6月17日下午2时', days(6, 17)],
  ['6月17日至23日', days(6, 17, 23)],
  ['6月17日、18日', days(6, 17, 18)],
  ['12月30日-1月2日', days(12, 30, 2, 1)],
  ['17/3', days(3, 17)],
  ['3/17', days(3, 17)],
  ['3.17', days(3, 17)],
  ['3.17-3.19', days(3, 17, 19)],
  ['17-3', days(3, 17)],
  ['9月', months(9)],
  ['3-4月', months(3, 4)],
  ['3月至5月', months(3, 5)],
  ['上半年', months(1, 6)],
  ['第二季度', months(4, 6)],
  ['四季度', months(10, 12)],
  ['', { kind: 'open' }],
])('“%s” is understood', (text, period) => {
  expect(readPeriod(text)).toMatchObject({ period, year: null, orderAssumed: false });
});

test.each([
  ['2026-03-17', days(3, 17), 2026],
  ['2026/3/17', days(3, 17), 2026],
  ['2026.3.17', days(3, 17), 2026],
  ['20260317', days(3, 17), 2026],
  ['2026年3月17日', days(3, 17), 2026],
  ['2026-03-17 9:00', days(3, 17), 2026],
  ['2026-03-17T01:00:00.000Z', days(3, 17), 2026],
  ['17/3/2026', days(3, 17), 2026],
  ['3/17/2026', days(3, 17), 2026],
  ['46098', days(3, 17), 2026],
  ['46098.375', days(3, 17), 2026],
  ['2026年3月', months(3), 2026],
  ['2026-03', months(3), 2026],
  ['2026年3月第一周', week(3, 1), 2026],
  ['2026年12月30日至2027年1月2日', days(12, 30, 2, 1), 2026],
  ['2026-03-17至2026-03-19', days(3, 17, 19), 2026],
])('“%s” is understood with its year', (text, period, year) => {
  expect(readPeriod(text)).toEqual({ period, year, orderAssumed: false });
});

test('a day and a month that could change places are read the Chinese way, and said to be', () => {
  expect(readPeriod('3/4')).toEqual({ period: days(3, 4), year: null, orderAssumed: true });
  expect(readPeriod('3/4/2026')).toEqual({ period: days(3, 4), year: 2026, orderAssumed: true });
  expect(readPeriod('4/4')?.orderAssumed).toBe(false);
});

test.each([
  ...['13月上旬', '春节前', '2月30日', '6月第六周', '3月第三周(23-17日)', '0月', '3-4', '5月-3月'],
  ...['2026-13-01', '2026-02-30', '12345', '99999', '三十', '3月17日-2024年3月19日', '32/1'],
])('“%s” is not guessed at', (text) => {
  expect(readPeriod(text)).toBeUndefined();
});

test.each([
  // What the plan of Huaibei itself says of 2025.
  [week(3, 3), 2025, '2025-03-17', '2025-03-23'],
  [week(6, 1), 2026, '2026-06-01', '2026-06-07'],
  [week(5, 1), 2026, '2026-05-04', '2026-05-10'],
  [week(2, 5), 2026, '2026-02-23', '2026-03-01'],
  [week(11, 5), 2026, '2026-11-30', '2026-12-06'],
  [tenDays(2, 'last'), 2028, '2028-02-21', '2028-02-29'],
  [tenDays(4, 'middle'), 2026, '2026-04-11', '2026-04-20'],
  [days(12, 30, 2, 1), 2026, '2026-12-30', '2027-01-02'],
  [months(1, 2), 2026, '2026-01-01', '2026-02-28'],
  [{ kind: 'open' }, 2026, '2026-01-01', '2026-12-31'],
] as const)('%j in %i', (period, year, from, to) => {
  // Made above in the shapes of a period.
  expect(spanOf(period as Parameters<typeof spanOf>[0], year)).toEqual({ from, to });
});

test('a week begins on Monday', () => {
  expect(mondayOf('2026-03-22')).toBe('2026-03-16');
  expect(mondayOf('2026-03-16')).toBe('2026-03-16');
  expect(mondayOf('1969-12-28')).toBe('1969-12-22');
});
