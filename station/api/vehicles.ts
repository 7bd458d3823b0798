import { ok } from '../../shared/result.ts';
import type { vehicleCalls } from '../contract/vehicles.ts';
import { readVehicles } from '../reports/vehicles.ts';
import type { HandlersOf } from './handler.ts';

export const vehicleHandlers: HandlersOf<keyof typeof vehicleCalls> = {
  'vehicle.list': async ({ db }, wanted) => ok(await readVehicles(db, wanted)),
};
