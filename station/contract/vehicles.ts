import { z } from 'zod';
import { query } from './define.ts';
import { direction, pageOf, pageWanted, searchText } from './page.ts';
import { everybody } from './roles.ts';

export const vehicleState = z.strictObject({
  vehicle: z.string(),
  plate: z.string(),
  /** The newest entry's arrival; null: nothing ever came. */
  lastReceivedAtMs: z.int().nullable(),
  epochs: z.int(),
  entriesHeld: z.int(),
  setAside: z.int(),
  openSessions: z.int(),
});
export type VehicleState = z.infer<typeof vehicleState>;

export const vehicleCalls = {
  'vehicle.list': query(
    everybody,
    z.strictObject({
      ...pageWanted,
      search: searchText,
      sort: z.enum(['vehicle', 'lastReceived', 'setAside', 'entriesHeld']).default('vehicle'),
      direction: direction.default('ascend'),
    }),
    pageOf(vehicleState),
  ),
} as const;
