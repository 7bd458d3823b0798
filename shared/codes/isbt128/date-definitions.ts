import { compactDateToIso } from '../calendar-date.ts';
import { type Definition, fixedLength } from './definition.ts';
import { isbtDateToIso, isbtTimeToText, isoToIsbtDate, textToIsbtTime } from './isbt-date.ts';
import type {
  DateContent,
  DateTimeContent,
  FlexibleDateTime,
  FlexibleTimeType,
} from './structure-contents.ts';

/** `cyyjjj` */
export const dateDefinition = (number: string, identifier: string): Definition<DateContent> => ({
  number,
  identifier,
  lengthOf: fixedLength(6),
  form: /^[0-9]{6}$/u,
  read: (data) => {
    const date = isbtDateToIso(data);
    return date === null ? null : { date };
  },
  write: ({ date }) => isoToIsbtDate(date),
});

/** `cyyjjjhhmm` */
export const dateTimeDefinition = (
  number: string,
  identifier: string,
): Definition<DateTimeContent> => ({
  number,
  identifier,
  lengthOf: fixedLength(10),
  form: /^[0-9]{10}$/u,
  read: (data) => {
    const date = isbtDateToIso(data.slice(0, 6));
    const time = isbtTimeToText(data.slice(6));
    return date === null || time === null ? null : { date, time };
  },
  write: ({ date, time }) => {
    const [day, minute] = [isoToIsbtDate(date), textToIsbtTime(time)];
    return day === null || minute === null ? null : day + minute;
  },
});

// Tables 24 and 25 (RT045, RT046).
const ZONES = ['local', 'utc'] as const;
const TYPES = [
  'expiry',
  'collection',
  'production',
  'cross-clamp',
  'preservation',
  'death-of-donor',
] as const satisfies readonly FlexibleTimeType[];

/** `ZUTTYYYYMMDDhhmm`, data structure 031. */
export const flexibleDateTime: Definition<FlexibleDateTime> = {
  number: '031',
  identifier: '=(',
  lengthOf: fixedLength(16),
  form: /^[0-9]0[0-9]{14}$/u,
  read: (data) => {
    const zone = ZONES[Number(data.charAt(0)) - 1];
    const type = TYPES[Number(data.slice(2, 4)) - 1];
    const date = compactDateToIso(data.slice(4, 12));
    const time = isbtTimeToText(data.slice(12));
    if (zone === undefined || type === undefined || date === null || time === null) return null;
    return { zone, type, date, time };
  },
  write: ({ zone, type, date, time }) => {
    const compact = date.replaceAll('-', '');
    const minute = textToIsbtTime(time);
    if (compactDateToIso(compact) !== date || minute === null) return null;
    return `${ZONES.indexOf(zone) + 1}00${TYPES.indexOf(type) + 1}${compact}${minute}`;
  },
};
