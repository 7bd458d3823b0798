import { sql } from 'kysely';
import type { DinRange } from '../../shared/journal/bodies/session.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { VerdictFacts } from '../../shared/sync/verdicts.ts';
import { pauseIntake } from '../judging/people.ts';
import type { Place } from '../intake/set-aside.ts';
import type { Projected } from '../projection/project.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { countChange } from './counter.ts';

/**
 * Numbers taken back from a vehicle that has not used them: given to another one (`split`) or to the station (`recalled`).
 *
 * The station cannot reach a vehicle that is away, so there is a time in which it may still use what it no longer has. By default the
 * numbers therefore go nowhere until the vehicle's own journal says that it received a reference without them: nobody can use them
 * twice. `atOnce` is for a laptop that will not come back. What is used all the same is kept and set aside: `din-outside-range` with
 * the change named, and `din-seen-before` if the new holder used it too.
 */
export interface TakeBack {
  readonly rangeId: string;
  /** So many of its last numbers. */
  readonly count: number;
  readonly by: string;
  readonly why: string;
  readonly atOnce?: boolean;
}

export type TakeBackRefusal =
  | 'unknown-range'
  | 'unknown-vehicle'
  | 'same-vehicle'
  | 'count-wrong'
  | 'numbers-used'
  | 'reason-needed';

const rangeLock = 7_211_003;

export const lockRanges = (trx: StationTransaction) =>
  sql`select pg_advisory_xact_lock(${rangeLock})`.execute(trx);

export const splitDinRange = (
  db: StationDb,
  request: TakeBack & { readonly toVehicle: string },
  nowMs: number = Date.now(),
): Promise<Result<TakenBack, TakeBackRefusal>> => takeBack(db, request, request.toVehicle, nowMs);

export const recallDinRange = (
  db: StationDb,
  request: TakeBack,
  nowMs: number = Date.now(),
): Promise<Result<TakenBack, TakeBackRefusal>> => takeBack(db, request, null, nowMs);

export interface TakenBack {
  readonly firstDin: string;
  readonly count: number;
  /** The new holder's range; null while the giving vehicle has not been told, and for numbers recalled. */
  readonly range: DinRange | null;
}

function takeBack(
  db: StationDb,
  { rangeId, count, by, why, atOnce = false }: TakeBack,
  toVehicle: string | null,
  nowMs: number,
): Promise<Result<TakenBack, TakeBackRefusal>> {
  return inTransaction(db, async (trx): Promise<Result<TakenBack, TakeBackRefusal>> => {
    if (why.trim().length < 2 || by.trim() === '') return err('reason-needed');
    // A batch under way may be using one of these numbers.
    await pauseIntake(trx);
    await lockRanges(trx);
    const range = await trx
      .selectFrom('din_range')
      .selectAll()
      .where('range_id', '=', rangeId)
      .forUpdate()
      .executeTakeFirst();
    if (!range) return err('unknown-range');
    if (toVehicle === range.vehicle) return err('same-vehicle');
    if (toVehicle !== null && !(await isVehicle(trx, toVehicle))) return err('unknown-vehicle');
    const { prefix, first_no, last_no } = range;
    const firstNo = last_no - count + 1;
    if (!Number.isSafeInteger(count) || count < 1 || firstNo < first_no) return err('count-wrong');
    const tail = { prefix, firstNo, lastNo: last_no };
    if (await isUsed(trx, tail)) return err('numbers-used');
    if (firstNo === first_no) {
      await trx.deleteFrom('din_range').where('range_id', '=', rangeId).execute();
    } else {
      await trx
        .updateTable('din_range')
        .set({ last_no: firstNo - 1 })
        .where('range_id', '=', rangeId)
        .execute();
    }
    const reference_version = await countChange(trx, 'reference');
    // What no laptop has fetched nobody can use meanwhile.
    const isFree = atOnce || range.laptop === null;
    const given = isFree && toVehicle !== null ? await giveTo(trx, toVehicle, tail, nowMs) : null;
    await trx
      .insertInto('din_range_change')
      .values({
        kind: toVehicle === null ? 'recalled' : 'split',
        ...{
          range_id: rangeId,
          from_vehicle: range.vehicle,
          from_laptop: range.laptop,
          to_vehicle: toVehicle,
        },
        ...{ to_range_id: given?.rangeId ?? null, prefix, first_no: firstNo, last_no },
        ...{ why: why.trim(), by_person: by.trim(), at_ms: nowMs, reference_version },
        ...{ at_once: isFree, told_at_ms: null, told_epoch: null, told_seq: null },
      })
      .execute();
    return ok({ firstDin: dinText(prefix, firstNo), count, range: given });
  });
}

export interface NumberSpan {
  readonly prefix: string;
  readonly firstNo: number;
  readonly lastNo: number;
}

export const dinText = (prefix: string, no: number): string => prefix + String(no).padStart(6, '0');

async function isVehicle(trx: StationTransaction, vehicle: string): Promise<boolean> {
  const row = await trx
    .selectFrom('vehicle')
    .select('vehicle')
    .where('vehicle', '=', vehicle)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether any donation has used a number of this span, with right or without. */
export async function isUsed(trx: StationTransaction, span: NumberSpan): Promise<boolean> {
  const row = await trx
    .selectFrom('din_use')
    .select('din')
    .where('din', '>=', dinText(span.prefix, span.firstNo))
    .where('din', '<=', dinText(span.prefix, span.lastNo))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Numbers that come back and go out again are another range each time: sessions and fates name ranges. */
export async function newRangeId(
  trx: StationTransaction,
  firstDin: string,
  count: number,
): Promise<string> {
  const rangeId = `${firstDin}-${count}`;
  const { rows } = await sql<{ times: number }>`
    select count(*) as times from (
      select range_id as id from din_range union select range_id from din_range_change
      union select to_range_id from din_range_change) as known
    where id = ${rangeId} or id like ${`${rangeId}.%`}`.execute(trx);
  const times = rows[0]?.times ?? 0;
  return times === 0 ? rangeId : `${rangeId}.${times + 1}`;
}

async function giveTo(
  trx: StationTransaction,
  vehicle: string,
  { prefix, firstNo, lastNo }: NumberSpan,
  nowMs: number,
): Promise<DinRange> {
  const firstDin = dinText(prefix, firstNo);
  const count = lastNo - firstNo + 1;
  const rangeId = await newRangeId(trx, firstDin, count);
  await trx
    .insertInto('din_range')
    .values({
      ...{ range_id: rangeId, vehicle, laptop: null, prefix, first_no: firstNo, last_no: lastNo },
      issued_at_ms: nowMs,
    })
    .execute();
  return { rangeId, firstDin, count };
}

/** Whether numbers of this span were taken back from a vehicle that has not been told and may still use them. */
export async function isUnderWay(
  trx: StationTransaction,
  { prefix, firstNo, lastNo }: NumberSpan,
): Promise<boolean> {
  const row = await trx
    .selectFrom('din_range_change')
    .select('change_id')
    .where('prefix', '=', prefix)
    .where('first_no', '<=', lastNo)
    .where('last_no', '>=', firstNo)
    .where('told_at_ms', 'is', null)
    .where('at_once', '=', false)
    .executeTakeFirst();
  return row !== undefined;
}

/** A laptop's entry says which reference it received: what was taken from it before that, it knows; the new holder gets it now. */
export async function noteTold(
  trx: StationTransaction,
  { vehicle, laptop, epoch, nowMs }: Place,
  { understood }: Pick<Projected, 'understood'>,
): Promise<void> {
  const received = understood.filter((known) => known.type === 'reference.received');
  for (const { entry, body } of received) {
    const told = await trx
      .updateTable('din_range_change')
      .set({ told_at_ms: entry.atMs, told_epoch: epoch, told_seq: entry.seq })
      .where('from_vehicle', '=', vehicle)
      .where((q) => q.or([q('from_laptop', '=', laptop), q('from_laptop', 'is', null)]))
      .where('told_at_ms', 'is', null)
      .where('reference_version', '<=', body.version)
      .returningAll()
      .execute();
    for (const change of told) {
      if (change.to_vehicle === null || change.at_once) continue;
      const span = { prefix: change.prefix, firstNo: change.first_no, lastNo: change.last_no };
      // Used before it was told: the numbers stay where they are until a person has looked.
      if (await isUsed(trx, span)) continue;
      const { rangeId } = await giveTo(trx, change.to_vehicle, span, nowMs);
      await trx
        .updateTable('din_range_change')
        .set({ to_range_id: rangeId })
        .where('change_id', '=', change.change_id)
        .execute();
      await countChange(trx, 'reference');
    }
  }
}

/** Of numbers that are not a vehicle's: what became of those that were. */
export async function rangeFacts(
  trx: StationTransaction,
  vehicle: string,
  dins: readonly string[],
): Promise<ReadonlyMap<string, VerdictFacts>> {
  const facts = new Map<string, VerdictFacts>();
  if (dins.length === 0) return facts;
  const changes = await trx
    .selectFrom('din_range_change')
    .selectAll()
    .where('from_vehicle', '=', vehicle)
    .where('prefix', 'in', [...new Set(dins.map((din) => din.slice(0, 7)))])
    .orderBy('at_ms')
    .execute();
  for (const din of dins) {
    const no = Number(din.slice(7));
    const change = changes.findLast(
      ({ prefix, first_no, last_no }) => din.startsWith(prefix) && no >= first_no && no <= last_no,
    );
    if (!change) continue;
    facts.set(din, {
      ...{ change: change.kind, changedAtMs: change.at_ms },
      ...(change.to_vehicle === null ? {} : { toVehicle: change.to_vehicle }),
      ...(change.told_at_ms === null ? {} : { toldAtMs: change.told_at_ms }),
    });
  }
  return facts;
}
