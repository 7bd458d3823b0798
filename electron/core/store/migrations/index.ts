import { sql as day } from './0010-day.ts';

/** Numbers by ten, in order. A shipped migration is never changed: a test holds its hash. */
export const migrations = [{ number: 10, name: '0010-day', sql: day }] as const;

export const newestMigration = migrations.at(-1)?.number ?? 0;
