import { sql } from 'kysely';
import type { StationTransaction } from '../store/database.ts';
import type { LocatedVerdict } from './verdict.ts';

/** A statement takes 65,535 values. */
const rowsAtOnce = 1000;

/**
 * Keeps verdicts, of whichever vehicles; one that is there already stays as it is, decided or not. Each vehicle's feed is locked, in
 * one order, until the commit: no reader of a feed ever passes a position that is still being written.
 */
export async function keepVerdicts(
  trx: StationTransaction,
  verdicts: readonly LocatedVerdict[],
  nowMs: number,
): Promise<readonly LocatedVerdict[]> {
  const fresh = await notYetKept(trx, verdicts);
  const vehicles = [...new Set(fresh.map(({ vehicle }) => vehicle))].toSorted();
  for (const vehicle of vehicles) {
    const own = fresh.filter((each) => each.vehicle === vehicle);
    const first = await takePositions(trx, vehicle, own.length);
    for (let from = 0; from < own.length; from += rowsAtOnce) {
      await trx
        .insertInto('set_aside')
        .values(
          own
            .slice(from, from + rowsAtOnce)
            .map(({ epoch, seq, reason, donationId, cause, other, facts }, at) => ({
              ...{ vehicle, epoch, seq, reason, donation_id: donationId, cause: cause ?? '' },
              ...{
                other: other ? JSON.stringify(other) : null,
                facts: JSON.stringify(facts ?? {}),
              },
              ...{ set_aside_at_ms: nowMs, position: first + from + at },
            })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
  return fresh;
}

const keyOf = (verdict: {
  readonly vehicle: string;
  readonly epoch: string;
  readonly seq: number;
  readonly reason: string;
  readonly cause?: string;
}): string =>
  [verdict.vehicle, verdict.epoch, verdict.seq, verdict.reason, verdict.cause ?? ''].join('\n');

/** Each once, without those that are kept: a list loaded anew must not lock every vehicle's feed. */
async function notYetKept(
  trx: StationTransaction,
  verdicts: readonly LocatedVerdict[],
): Promise<readonly LocatedVerdict[]> {
  const wanted = new Map(verdicts.map((verdict) => [keyOf(verdict), verdict]));
  if (wanted.size === 0) return [];
  const all = [...wanted.values()];
  const { rows } = await sql<Parameters<typeof keyOf>[0]>`
    select s.vehicle, s.epoch, s.seq, s.reason, s.cause from set_aside as s
    join unnest(
      ${all.map(({ vehicle }) => vehicle)}::text[], ${all.map(({ epoch }) => epoch)}::uuid[],
      ${all.map(({ seq }) => seq)}::bigint[]) as t(vehicle, epoch, seq) using (vehicle, epoch, seq)
  `.execute(trx);
  for (const row of rows) wanted.delete(keyOf(row));
  return [...wanted.values()];
}

/** The first of `count` new positions at the end of a vehicle's feed. */
export async function takePositions(
  trx: StationTransaction,
  vehicle: string,
  count: number,
): Promise<number> {
  const { position } = await trx
    .insertInto('verdict_feed')
    .values({ vehicle, position: count })
    .onConflict((conflict) =>
      conflict
        .column('vehicle')
        .doUpdateSet((q) => ({ position: q('verdict_feed.position', '+', count) })),
    )
    .returning('position')
    .executeTakeFirstOrThrow();
  return position - count + 1;
}
