import { sql as day } from './0010-day.ts';
import { sql as screening } from './0020-screening.ts';
import { sql as turnedScreens } from './0030-turned-screens.ts';
import { sql as laptop } from './0040-laptop.ts';
import { sql as verdicts } from './0050-verdicts.ts';
import { sql as formerKeys } from './0060-former-keys.ts';
import { sql as planAndUnpacking } from './0070-plan-and-unpacking.ts';

/** Numbers by ten, in order. A shipped migration is never changed: a test holds its hash. */
export const migrations = [
  { number: 10, name: '0010-day', sql: day },
  { number: 20, name: '0020-screening', sql: screening },
  { number: 30, name: '0030-turned-screens', sql: turnedScreens },
  { number: 40, name: '0040-laptop', sql: laptop },
  { number: 50, name: '0050-verdicts', sql: verdicts },
  { number: 60, name: '0060-former-keys', sql: formerKeys },
  { number: 70, name: '0070-plan-and-unpacking', sql: planAndUnpacking },
] as const;

export const newestMigration = migrations.at(-1)?.number ?? 0;
