import { sql } from 'kysely';
import { liftsHold, type ResolutionDecision } from '../../shared/sync/verdicts.ts';
import type { StationTransaction } from '../store/database.ts';
import { momentMs } from '../store/moment.ts';
import type { LocatedVerdict } from './verdict.ts';

/** A statement takes 65,535 values. */
const rowsAtOnce = 1000;

/**
 * Keeps verdicts, of whichever vehicles; one that is there already stays as it is, decided or not; only a new finding is kept again
 * where every hold of its cause was lifted. Each vehicle's feed is locked, in
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

interface Kept {
  readonly vehicle: string;
  readonly epoch: string;
  readonly seq: number;
  readonly reason: string;
  readonly cause: string;
  readonly decision: ResolutionDecision | null;
}

const placeOf = ({ vehicle, epoch, seq, reason }: Omit<Kept, 'cause' | 'decision'>): string =>
  [vehicle, epoch, seq, reason].join('\n');

/** Each once, without those that are kept: a list loaded anew must not lock every vehicle's feed. */
async function notYetKept(
  trx: StationTransaction,
  verdicts: readonly LocatedVerdict[],
): Promise<readonly LocatedVerdict[]> {
  if (verdicts.length === 0) return [];
  const { rows } = await sql<Kept>`
    select s.vehicle, s.epoch, s.seq, s.reason, s.cause, s.decision from set_aside as s
    join unnest(
      ${verdicts.map(({ vehicle }) => vehicle)}::text[], ${verdicts.map(({ epoch }) => epoch)}::uuid[],
      ${verdicts.map(({ seq }) => seq)}::bigint[]) as t(vehicle, epoch, seq) using (vehicle, epoch, seq)
  `.execute(trx);
  const kept = Map.groupBy(rows, placeOf);
  const fresh = verdicts.flatMap((verdict) => freshOf(verdict, kept.get(placeOf(verdict)) ?? []));
  return [...new Map(fresh.map((each) => [`${placeOf(each)}\n${each.cause}`, each])).values()];
}

/** What is kept of a verdict beside those of its entry; nothing where it waits for somebody already, or was answered. */
function freshOf(
  { isNewFinding, ...verdict }: LocatedVerdict,
  ofEntry: readonly Kept[],
): readonly LocatedVerdict[] {
  const cause = verdict.cause ?? '';
  if (ofEntry.every((kept) => kept.cause !== cause)) return [{ ...verdict, cause }];
  if (!isNewFinding) return [];
  const again = `${cause}|`;
  const same = ofEntry.filter((kept) => kept.cause === cause || kept.cause.startsWith(again));
  const isLifted = same.every(({ decision }) => decision !== null && liftsHold(decision));
  return isLifted ? [{ ...verdict, cause: `${again}${same.length + 1}` }] : [];
}

/** The first of `count` new positions at the end of a vehicle's feed. */
export async function takePositions(
  trx: StationTransaction,
  vehicle: string,
  count: number,
): Promise<number> {
  const { position } = await trx
    .insertInto('verdict_feed')
    .values({ vehicle, position: sql<number>`${momentMs} + ${count}` })
    .onConflict((conflict) =>
      conflict.column('vehicle').doUpdateSet({
        position: sql<number>`greatest(verdict_feed.position, ${momentMs}) + ${count}`,
      }),
    )
    .returning('position')
    .executeTakeFirstOrThrow();
  return position - count + 1;
}
