import { vehicleId as vehicleIdShape } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { StationDb } from '../store/database.ts';

/** Adds a vehicle or changes its plate. Laptops speak for it once they are enrolled (`enrolment/`). */
export async function putVehicle(
  db: StationDb,
  { vehicleId, plate }: { readonly vehicleId: string; readonly plate: string },
): Promise<Result<undefined, 'not-an-identifier'>> {
  if (!vehicleIdShape.safeParse(vehicleId).success) return err('not-an-identifier');
  await db
    .insertInto('vehicle')
    .values({ vehicle: vehicleId, plate, enrolled_at_ms: Date.now() })
    .onConflict((conflict) => conflict.column('vehicle').doUpdateSet({ plate }))
    .execute();
  return ok(undefined);
}
