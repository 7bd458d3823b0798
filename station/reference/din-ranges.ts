import { sql } from 'kysely';
import { createDinRange } from '../../shared/codes/isbt128/din-sequence.ts';
import { parseBareDin } from '../../shared/codes/isbt128/din.ts';
import type { DinRange } from '../../shared/journal/bodies/session.ts';
import { type DinRun, dinRunsMax } from '../../shared/sync/station-api.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { StationDb } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { countChange } from './counter.ts';
import { isUnderWay, isUsed, lockRanges, newRangeId } from './din-range-changes.ts';

export type DinRangeRefusal =
  | 'not-a-din'
  | 'range-empty'
  | 'range-too-long'
  | 'range-crosses-year'
  | 'overlap'
  | 'numbers-used'
  | 'unknown-vehicle';

const prefixLength = 7;
const countMax = 100_000;

/** Issues consecutive numbers to a vehicle. No number is ever issued twice, to any vehicle. */
export function issueDinRange(
  db: StationDb,
  request: { readonly vehicleId: string; readonly firstDin: string; readonly count: number },
): Promise<Result<DinRange, DinRangeRefusal>> {
  return inTransaction(db, async (trx): Promise<Result<DinRange, DinRangeRefusal>> => {
    const first = parseBareDin(request.firstDin);
    if (!first.ok) return err('not-a-din');
    const range = createDinRange(first.value, request.count);
    if (!range.ok) return range;
    if (request.count > countMax) return err('range-too-long');
    const prefix = first.value.slice(0, prefixLength);
    const firstNo = Number(first.value.slice(prefixLength));
    const lastNo = firstNo + request.count - 1;
    await lockRanges(trx);
    const vehicle = await trx
      .selectFrom('vehicle')
      .select('vehicle')
      .where('vehicle', '=', request.vehicleId)
      .executeTakeFirst();
    if (!vehicle) return err('unknown-vehicle');
    const span = { prefix, firstNo, lastNo };
    // First: who hears that its vehicle was told (`noteTold`, which waits for nobody) finds the new holder's range in what follows.
    if (await isUnderWay(trx, span)) return err('overlap');
    const overlapping = await trx
      .selectFrom('din_range')
      .select('range_id')
      .where('prefix', '=', prefix)
      .where('first_no', '<=', lastNo)
      .where('last_no', '>=', firstNo)
      .executeTakeFirst();
    if (overlapping) return err('overlap');
    if (await isUsed(trx, span)) return err('numbers-used');
    const rangeId = await newRangeId(trx, first.value, request.count);
    await trx
      .insertInto('din_range')
      .values({
        range_id: rangeId,
        vehicle: request.vehicleId,
        laptop: null,
        prefix,
        first_no: firstNo,
        last_no: lastNo,
        issued_at_ms: Date.now(),
      })
      .execute();
    await countChange(trx, 'reference');
    return ok({ rangeId, firstDin: first.value, count: request.count });
  });
}

/** Gives a vehicle's ranges that no laptop has fetched yet to this one, for good. Two that ask at once never get the same. */
export async function claimRanges(
  db: StationDb,
  { vehicle, laptop }: { readonly vehicle: string; readonly laptop: string },
): Promise<void> {
  await db
    .updateTable('din_range')
    .set({ laptop })
    .where('vehicle', '=', vehicle)
    .where('laptop', 'is', null)
    .execute();
}

/** A laptop's ranges, the newest hundred, oldest first: the order in which they are used up. */
export async function dinRangesOf(db: StationDb, laptop: string): Promise<DinRange[]> {
  const rows = await db
    .selectFrom('din_range')
    .selectAll()
    .where('laptop', '=', laptop)
    .orderBy('position', 'desc')
    .limit(100)
    .execute();
  return rows.reverse().map(({ range_id, prefix, first_no, last_no }) => ({
    rangeId: range_id,
    firstDin: prefix + String(first_no).padStart(6, '0'),
    count: last_no - first_no + 1,
  }));
}

const lastOf = ({ firstDin, count }: DinRange): string =>
  firstDin.slice(0, prefixLength) +
  String(Number(firstDin.slice(prefixLength)) + count - 1).padStart(6, '0');

/**
 * The numbers of the ranges that any donation at the station has used, as runs. More gaps than can be sent: the rest of that range
 * counts as used up, which costs numbers and never gives one twice.
 */
export async function dinsUsedIn(db: StationDb, ranges: readonly DinRange[]): Promise<DinRun[]> {
  const runs: DinRun[] = [];
  for (const [index, range] of ranges.entries()) {
    // Each range after this one may need one more.
    const room = Math.max(0, dinRunsMax - (ranges.length - index) - runs.length);
    // Consecutive numbers less their rank are one value: that is what makes a run of them.
    const { rows } = await sql<DinRun>`
      select min(din) as "firstDin", count(*)::integer as count from (
        select din, substring(din from 8)::integer - row_number() over (order by din) as run
        from din_use where din >= ${range.firstDin} and din <= ${lastOf(range)}
          and substring(din from 8) ~ '^[0-9]{6}$'
      ) as used group by run order by 1 limit ${room + 1}`.execute(db);
    const beyond = rows[room];
    runs.push(...rows.slice(0, room));
    if (beyond) runs.push(restOf(range, beyond.firstDin));
  }
  return runs;
}

function restOf(range: DinRange, from: string): DinRun {
  const end = Number(lastOf(range).slice(prefixLength));
  return { firstDin: from, count: end - Number(from.slice(prefixLength)) + 1 };
}
