import { z } from 'zod';
import { query } from './define.ts';
import { everybody } from './roles.ts';

/** More than a station has of any; beyond it the page shows what is written in the records. */
export const namesMax = 5000;

const named = z.array(z.strictObject({ id: z.string(), name: z.string() })).max(namesMax);

export const nameCalls = {
  /** Whom and what the records name by identifier, in words. */
  'name.list': query(
    everybody,
    z.strictObject({}),
    z.strictObject({
      /** People on the vehicles. */
      operators: named,
      /** People who sign in here. */
      users: named,
      /** By plate. */
      vehicles: named,
    }),
  ),
} as const;
