import { err, ok, type Result } from '../../shared/result.ts';
import type { VehicleReference } from '../../shared/sync/station-api.ts';
import type { StationDb } from '../store/database.ts';
import { countOf } from './counter.ts';
import { claimRanges, dinRangesOf, dinsUsedIn } from './din-ranges.ts';
import { todayInChina } from '../reports/today.ts';
import { donorCount } from './donors.ts';
import { drivesOf } from './drives.ts';
import { donorHashKeys, keyIn } from './donor-keys.ts';
import { settingsOf } from './settings.ts';
import { bagLotsOf, staffOf } from './staff-and-lots.ts';

/**
 * Everything small that a laptop takes along, of one moment; ranges of its vehicle that nobody has fetched become its own. A laptop that
 * uses the index under a former key (`generation`) goes on with it until it holds the next one whole. Refuses until the station has its
 * donor hash key.
 */
export async function vehicleReferenceOf(
  db: StationDb,
  sender: { readonly vehicle: string; readonly laptop: string },
  generation: number | undefined,
  nowMs: number,
): Promise<Result<VehicleReference, 'no-donor-hash-key'>> {
  await claimRanges(db, sender);
  const read = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx): Promise<Result<VehicleReference, 'no-donor-hash-key'>> => {
      const keys = await donorHashKeys(trx);
      const newest = keyIn(keys, 'in-use');
      if (newest === undefined) return err('no-donor-hash-key');
      const former = keyIn(keys, 'former');
      const given = former?.generation === generation && former ? former : newest;
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
        donorHashKeyHex: given.keyHex,
        keyGeneration: given.generation,
        nextKeyGeneration: given === newest ? null : newest.generation,
        indexVersion: await countOf(trx, 'index'),
        indexDonors: await donorCount(trx, given.generation),
        stationNowMs: nowMs,
      });
    });
  if (read.ok) await noteGeneration(db, sender.laptop, read.value.keyGeneration);
  return read;
}

/** Which key a laptop was given last, so that a person can see who still needs a former one. */
const noteGeneration = (db: StationDb, laptop: string, generation: number) =>
  db
    .updateTable('laptop')
    .set({ key_generation: generation })
    .where('laptop', '=', laptop)
    .where((q) => q.or([q('key_generation', 'is', null), q('key_generation', '<>', generation)]))
    .execute();
