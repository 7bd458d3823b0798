import type { CivilDate } from '../../shared/domain/civil-date.ts';

export const dayMs = 24 * 60 * 60 * 1000;
const chinaOffsetMs = 8 * 60 * 60 * 1000;

/** Days since 1970 in China standard time. */
export const dayNumber = (atMs: number): number => Math.floor((atMs + chinaOffsetMs) / dayMs);

/** The day of a moment in China standard time. */
export const chinaDay = (atMs: number): CivilDate =>
  new Date(atMs + chinaOffsetMs).toISOString().slice(0, 10);
