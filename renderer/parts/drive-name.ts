import type { Drive } from '../../shared/journal/bodies/session.ts';

/** Where a drive is; some plans name only who comes. */
export const placeOf = ({ venue, organisations }: Drive): string =>
  venue || (organisations[0] ?? '');

/** `3月第三周(17-23日) · 四马路工商银行`; the plan's own words, as far as it has any. */
export const driveName = (drive: Drive): string =>
  [drive.planned, placeOf(drive)].filter((part) => part !== '').join(' · ');
