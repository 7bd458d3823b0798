import { err, ok, type Result } from '../../shared/result.ts';

/** When a plan wants a drive, as exactly as it says. Months 1–12, weeks 1–5 of the month, days of the month inclusive. */
export type PlannedPeriod =
  | {
      readonly kind: 'week';
      readonly month: number;
      readonly week: number;
      readonly days: Days | null;
    }
  | {
      readonly kind: 'ten-days';
      readonly month: number;
      /** 上旬 (1–10), 中旬 (11–20), 下旬 (21–end). */
      readonly part: 'first' | 'middle' | 'last';
    }
  | { readonly kind: 'days'; readonly month: number; readonly days: Days }
  | { readonly kind: 'month'; readonly month: number }
  /** The plan names no time: any time of its year. */
  | { readonly kind: 'open' };

export interface Days {
  readonly first: number;
  readonly last: number;
}

const tenDays = { 上: 'first', 中: 'middle', 下: 'last' } as const;
const weekdigits = '一二三四五';
const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const pattern =
  /^(\d{1,2})月(?:份)?(?:(?:第([一二三四五1-5])周(?:\((\d{1,2})日?(?:[-—~至](\d{1,2}))?日?\))?)|([上中下])旬|(?:(\d{1,2})日?(?:[-—~至](\d{1,2}))?日))?$/u;

/** Reads “1月第一周”, “3月第三周(17-23日)”, “3月上旬”, “3月17-23日”, “3月” and nothing at all; widths of digits and brackets do not matter. */
export function readPeriod(text: string): Result<PlannedPeriod, 'period-not-understood'> {
  const folded = text.normalize('NFKC').replace(/\s+/gu, '');
  if (folded === '') return ok({ kind: 'open' });
  const found = pattern.exec(folded);
  if (!found) return err('period-not-understood');
  const month = Number(found[1]);
  if (month < 1 || month > 12) return err('period-not-understood');
  if (found[5] !== undefined) {
    // The pattern lets these three characters through only.
    return ok({ kind: 'ten-days', month, part: tenDays[found[5] as keyof typeof tenDays] });
  }
  if (found[2] !== undefined) {
    const week = Number(found[2]) || weekdigits.indexOf(found[2]) + 1;
    if (found[3] === undefined) return ok({ kind: 'week', month, week, days: null });
    const days = daysOf(month, found[3], found[4]);
    return days ? ok({ kind: 'week', month, week, days }) : err('period-not-understood');
  }
  if (found[6] === undefined) return ok({ kind: 'month', month });
  const days = daysOf(month, found[6], found[7]);
  return days ? ok({ kind: 'days', month, days }) : err('period-not-understood');
}

function daysOf(month: number, firstText: string, lastText: string | undefined): Days | undefined {
  const first = Number(firstText);
  const last = Number(lastText ?? firstText);
  const longest = longestMonths[month - 1] ?? 31;
  return first >= 1 && first <= last && last <= longest ? { first, last } : undefined;
}
