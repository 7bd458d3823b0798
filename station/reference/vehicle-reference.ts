import { err, ok, type Result } from '../../shared/result.ts';
import type { VehicleReference } from '../../shared/sync/station-api.ts';
import type { StationDb } from '../store/database.ts';
import { countOf } from './counter.ts';
import { claimRanges, dinRangesOf, dinsUsedIn } from './din-ranges.ts';
import { todayInChina } from '../reports/today.ts';
import { donorCount } from './donors.ts';
import { drivesOf } from './drives.ts';
import { donorHashKey, settingsOf } from './settings.ts';
import { bagLotsOf, staffOf } from './staff-and-lots.ts';

/** Everything small that a laptop takes along, of one moment; ranges of its vehicle that nobody has fetched become its own. Refuses until the station has its donor hash key. */
export async function vehicleReferenceOf(
  db: StationDb,
  sender: { readonly vehicle: string; readonly laptop: string },
  nowMs: number,
): Promise<Result<VehicleReference, 'no-donor-hash-key'>> {
  await claimRanges(db, sender);
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const donorHashKeyHex = await donorHashKey(trx);
      if (donorHashKeyHex === undefined) return err('no-donor-hash-key');
      const dinRanges = await dinRangesOf(trx, sender.laptop);
      return ok({
        data: {
          version: await countOf(trx, 'reference'),
          ...(await settingsOf(trx)),
          staff: await staffOf(trx),
          drives: await drivesOf(trx, { vehicle: sender.vehicle, date: todayInChina(nowMs) }),
          bagLots: await bagLotsOf(trx),
          dinRanges,
        },
        dinsUsed: await dinsUsedIn(trx, dinRanges),
        donorHashKeyHex,
        indexVersion: await countOf(trx, 'index'),
        indexDonors: await donorCount(trx),
        stationNowMs: nowMs,
      });
    });
}
