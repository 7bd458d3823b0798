import { sql } from 'kysely';

/**
 * Now, by the database's clock, in ms. What vehicles read on from counts in moments: a station restored to an older state would count on
 * as far as a vehicle had read before, and that vehicle would never hear of what came meanwhile. No moment comes twice.
 */
export const momentMs = sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;
