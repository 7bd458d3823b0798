import type { Language } from './TextProvider.tsx';

export interface Formats {
  /** `2026-05-22 13:42`, China standard time; — for null. */
  readonly moment: (atMs: number | null) => string;
  /** `13:42:07`. */
  readonly clock: (atMs: number | null) => string;
  /** How long ago or how long: 3 小时 20 分钟 / 3 h 20 min. */
  readonly duration: (ms: number) => string;
  readonly number: (value: number | null) => string;
  readonly percent: (value: number | null) => string;
  /** Units as the field counts them: 200 mL of whole blood are one. */
  readonly units: (volumeMl: number) => string;
}

const minuteMs = 60_000;
const unitMl = 200;
const words = {
  'zh-CN': { day: ' 天', hour: ' 小时', minute: ' 分钟' },
  en: { day: ' d', hour: ' h', minute: ' min' },
} as const;

// Everything is told in China standard time, whatever a desk's own settings say. The Swedish form is the ISO one.
const zone = { timeZone: 'Asia/Shanghai' } as const;
const moments = new Intl.DateTimeFormat('sv-SE', {
  ...zone,
  dateStyle: 'short',
  timeStyle: 'short',
});
const clocks = new Intl.DateTimeFormat('sv-SE', { ...zone, timeStyle: 'medium' });

export function createFormats(language: Language): Formats {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const { day, hour, minute } = words[language];
  return {
    moment: (atMs) => (atMs === null ? '—' : moments.format(atMs)),
    clock: (atMs) => (atMs === null ? '—' : clocks.format(atMs)),
    duration: (ms) => {
      const minutes = Math.max(0, Math.floor(ms / minuteMs));
      if (minutes < 60) return `${minutes}${minute}`;
      if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}${hour} ${minutes % 60}${minute}`;
      return `${Math.floor(minutes / 1440)}${day}`;
    },
    number: (value) => (value === null ? '—' : whole.format(value)),
    percent: (value) => (value === null ? '—' : `${whole.format(value)}%`),
    units: (volumeMl) => whole.format(volumeMl / unitMl),
  };
}

export const todayInChina = (nowMs: number): string => moments.format(nowMs).slice(0, 10);

/** `A9999 26 000001`. */
export const dinText = (din: string): string =>
  `${din.slice(0, 5)} ${din.slice(5, 7)} ${din.slice(7)}`;
