import { err, ok, type Result } from '../../shared/result.ts';
import type { VehicleReference } from '../../shared/sync/station-api.ts';
import type { StationDb } from '../store/database.ts';
import { countOf } from './counter.ts';
import { dinRangesOf } from './din-ranges.ts';
import { donorCount } from './donors.ts';
import { drivesOf } from './drives.ts';
import { donorHashKey, settingsOf } from './settings.ts';
import { bagLotsOf, staffOf } from './staff-and-lots.ts';

/** Everything small that a vehicle takes along, of one moment. Refuses until the station has its donor hash key. */
export function vehicleReferenceOf(
  db: StationDb,
  vehicle: string,
  nowMs: number,
): Promise<Result<VehicleReference, 'no-donor-hash-key'>> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const donorHashKeyHex = await donorHashKey(trx);
      if (donorHashKeyHex === undefined) return err('no-donor-hash-key');
      return ok({
        data: {
          version: await countOf(trx, 'reference'),
          ...(await settingsOf(trx)),
          staff: await staffOf(trx),
          drives: await drivesOf(trx),
          bagLots: await bagLotsOf(trx),
          dinRanges: await dinRangesOf(trx, vehicle),
        },
        donorHashKeyHex,
        indexVersion: await countOf(trx, 'index'),
        indexDonors: await donorCount(trx),
        stationNowMs: nowMs,
      });
    });
}
