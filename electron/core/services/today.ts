import type { Context } from './context.ts';
import { dayOf } from '../store/append.ts';

const chinaOffsetMinutes = 8 * 60;

/** Today and the time of day in China standard time, as screening wants them. */
export function today(ctx: Pick<Context, 'clock'>): {
  readonly date: string;
  readonly time: string;
} {
  const nowMs = ctx.clock.nowMs();
  const minutes = (Math.floor(nowMs / 60_000) + chinaOffsetMinutes) % 1440;
  const two = (value: number) => String(value).padStart(2, '0');
  return { date: dayOf(nowMs), time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
}

/** The hour of the day in China standard time, 0–23. */
export const hourOf = (atMs: number): number =>
  (Math.floor(atMs / 3_600_000) + chinaOffsetMinutes / 60) % 24;
