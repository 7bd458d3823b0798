import type { Language } from './index.ts';
import { timeZone } from './local-day.ts';

export interface Formats {
  /** `2026-05-22` → 2026年5月22日 / 22 May 2026. */
  readonly day: (isoDate: string) => string;
  /** 13:42, China standard time. */
  readonly clock: (atMs: number) => string;
  /** Day and time of day. */
  readonly moment: (atMs: number) => string;
  /** 2 小时 14 分 / 2 h 14 min; under a minute it is 0. */
  readonly duration: (ms: number) => string;
  readonly number: (value: number) => string;
  readonly bytes: (count: number) => string;
}

const minuteMs = 60_000;
const units = {
  'zh-CN': { day: ' 天', hour: ' 小时', minute: ' 分钟' },
  en: { day: ' d', hour: ' h', minute: ' min' },
} as const;

const durationIn = (language: Language, ms: number): string => {
  const minutes = Math.max(0, Math.floor(ms / minuteMs));
  const { day, hour, minute } = units[language];
  if (minutes < 60) return `${minutes}${minute}`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}${hour} ${minutes % 60}${minute}`;
  return `${Math.floor(minutes / 1440)}${day}`;
};

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;

export function createFormats(language: Language): Formats {
  // Day before month, as on every paper in the vehicle.
  const locale = language === 'en' ? 'en-GB' : language;
  const dayFormat = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const clockFormat = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const momentFormat = new Intl.DateTimeFormat(locale, {
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const numberFormat = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return {
    day: (text) => (isoDate.test(text) ? dayFormat.format(new Date(`${text}T00:00:00Z`)) : text),
    clock: (atMs) => clockFormat.format(new Date(atMs)),
    moment: (atMs) => momentFormat.format(new Date(atMs)),
    duration: (ms) => durationIn(language, ms),
    number: (value) => numberFormat.format(value),
    bytes: (count) => {
      if (count < 1000) return `${count} B`;
      if (count < 1_000_000) return `${numberFormat.format(count / 1000)} kB`;
      return `${numberFormat.format(count / 1_000_000)} MB`;
    },
  };
}
