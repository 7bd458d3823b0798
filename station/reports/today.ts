import { type CivilDate, dayNumberToCivilDate } from '../../shared/domain/civil-date.ts';

const chinaOffsetMs = 8 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** The day in China at a moment. */
export const todayInChina = (nowMs: number): CivilDate =>
  dayNumberToCivilDate(Math.floor((nowMs + chinaOffsetMs) / dayMs));

export const yearInChina = (nowMs: number): number => Number(todayInChina(nowMs).slice(0, 4));
