import type { ColumnType } from 'kysely';

/** JSON as text on the way in (pg would write an array as a PostgreSQL array), parsed on the way out. */
export type JsonColumn<T> = ColumnType<T, string, string>;
