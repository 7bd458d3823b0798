import { sql } from 'kysely';
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import type { PastDonation } from '../../shared/domain/screening/schema.ts';
import { chinaDay, dayMs } from '../judging/china-day.ts';
import type { StationTransaction } from '../store/database.ts';

/** No interval looks further back. */
export const drawsHorizonMs = 3 * 366 * dayMs;
const historyMax = 200;

export interface Draw {
  readonly donor_key: string;
  readonly person_key: string;
  readonly started_at_ms: number;
  /** null: it has not ended yet. */
  readonly volume_ml: number | null;
}

/** The journal's row of the entry that began the draw `d`. */
export const startedEntry = sql`journal as j on j.vehicle = d.vehicle
  and j.epoch = coalesce(d.started_in, d.epoch) and j.seq = d.started_seq`;

/**
 * When the draw `d` was, as the index takes it over: by its vehicle's clock, and not after the station had heard of it (`j`). A clock that
 * is ahead would bar the donor for as long, and one gone wild gives a day that no calendar has.
 */
export const drawnAtMs = sql<number>`greatest(0, least(d.started_at_ms, j.received_at_ms))`;

/** What vehicles drew from these donors since a moment (milliseconds), by donor key. */
export async function drawsOf(
  trx: StationTransaction,
  keys: readonly string[],
  sinceMs: number,
): Promise<ReadonlyMap<string, readonly Draw[]>> {
  const { rows } = await sql<Draw>`
    select v.donor_key, v.person_key, ${drawnAtMs} as started_at_ms, d.volume_ml from visit as v
    join donation as d on d.vehicle = v.vehicle and d.epoch = v.epoch and d.visit_id = v.visit_id
    left join ${startedEntry}
    where v.donor_key = any(${[...keys]}::text[]) and d.started_at_ms >= ${sinceMs}
    order by d.started_at_ms`.execute(trx);
  return Map.groupBy(rows, (row) => row.donor_key);
}

/** The record with the draws it does not have yet; a draw of a day it has is the same donation, with its volume when it knew none. */
export function withDraws(donor: IndexedDonor, draws: readonly Draw[] = []): IndexedDonor {
  const history = new Map<CivilDate, PastDonation>(donor.history.map((past) => [past.date, past]));
  let added = 0;
  let filled = 0;
  for (const { started_at_ms, volume_ml } of draws) {
    const date = chinaDay(started_at_ms);
    const past = history.get(date);
    if (past === undefined) {
      history.set(date, { date, type: 'whole-blood', volumeMl: volume_ml });
      added += 1;
    } else if (past.volumeMl === null && volume_ml !== null) {
      history.set(date, { ...past, volumeMl: volume_ml });
      filled += 1;
    }
  }
  if (added + filled === 0) return donor;
  // A day on which somebody gave twice stays as the record has it.
  const kept = donor.history.map((past) =>
    past.volumeMl === null ? (history.get(past.date) ?? past) : past,
  );
  const fresh = [...history.values()].filter(
    ({ date }) => !donor.history.some((past) => past.date === date),
  );
  return {
    ...donor,
    donationCount: donor.donationCount + added,
    history: [...kept, ...fresh].toSorted((a, b) => (a.date < b.date ? -1 : 1)).slice(-historyMax),
  };
}
