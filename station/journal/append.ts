import { sql } from 'kysely';
import { emptyHead, type Head } from '../../shared/journal/chain.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import type { Batch } from '../../shared/sync/station-api.ts';
import type { StationTransaction } from '../store/database.ts';
import { type Chain, chainFrom } from './chain-of.ts';

const toBytes = (hex: string) => Buffer.from(hex, 'hex');

/** The head of a vehicle's chain, locked until the transaction ends: two batches of one chain never interleave. */
export async function lockHead(
  trx: StationTransaction,
  vehicle: string,
  epoch: string,
  nowMs: number,
): Promise<{ readonly head: Head; readonly chain: Chain }> {
  await trx
    .insertInto('epoch')
    .values({ ...newEpoch(vehicle, epoch, nowMs), ...noBranch })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await trx
    .selectFrom('epoch')
    .select(['held_seq', 'held_hash', 'branch_of', 'branch_seq'])
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return {
    head: { seq: row.held_seq, hash: row.held_hash.toString('hex') },
    chain: chainFrom(vehicle, epoch, row),
  };
}

const noBranch = { branch_of: null, branch_seq: null, parents: sql<string[]>`'{}'` };

/** The row of a chain of which nothing has come yet. */
export const newEpoch = (vehicle: string, epoch: string, nowMs: number) => ({
  ...{ vehicle, epoch, held_seq: emptyHead.seq, held_hash: toBytes(emptyHead.hash) },
  ...{ first_received_at_ms: nowMs, last_received_at_ms: nowMs },
  ...{ device_public_key: null, extended_by: null, extended_in_run: null },
});

/** Which of these entries the chain does not hold with the same hash, the first one; undefined: it holds them all. */
export async function firstDifferent(
  trx: StationTransaction,
  { vehicle, epoch, branch }: Chain,
  entries: readonly Entry[],
): Promise<Entry | undefined> {
  const [first] = entries;
  const last = entries.at(-1);
  if (!first || !last) return undefined;
  const rows = await trx
    .selectFrom('journal')
    .select(['seq', 'hash'])
    .where('vehicle', '=', vehicle)
    .where((q) =>
      branch === null
        ? q('epoch', '=', epoch)
        : q.or([
            q('epoch', '=', epoch),
            q.and([q('epoch', '=', branch.of), q('seq', '<=', branch.seq)]),
          ]),
    )
    .where('seq', '>=', first.seq)
    .where('seq', '<=', last.seq)
    .execute();
  const held = new Map(rows.map((row) => [row.seq, row.hash.toString('hex')]));
  return entries.find((entry) => held.get(entry.seq) !== entry.hash);
}

/** Keeps the keys of new days; false when a day already has another key. */
export async function keepDayKeys(
  trx: StationTransaction,
  { vehicle, epoch }: Chain,
  { dayKeys }: Batch,
): Promise<boolean> {
  if (dayKeys.length === 0) return true;
  const rows = dayKeys.map(({ day, keyHex }) => ({ vehicle, epoch, day, key: toBytes(keyHex) }));
  await trx
    .insertInto('day_key')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const held = await trx
    .selectFrom('day_key')
    .select(['day', 'key'])
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .where(
      'day',
      'in',
      dayKeys.map(({ day }) => day),
    )
    .execute();
  const keys = new Map(held.map(({ day, key }) => [day, key.toString('hex')]));
  return dayKeys.every(({ day, keyHex }) => keys.get(day) === keyHex);
}

/** Appends entries that follow the head, and moves the head. */
export async function appendEntries(
  trx: StationTransaction,
  { vehicle, epoch }: Chain,
  entries: readonly Entry[],
  { laptop, run }: { readonly laptop: string; readonly run: string },
  nowMs: number,
): Promise<void> {
  const last = entries.at(-1);
  if (!last) return;
  const column = <T>(pick: (entry: Entry) => T) => entries.map(pick);
  // Arrays, so that a batch of any size is one statement with one plan.
  await sql`
    insert into journal (vehicle, epoch, seq, at_ms, clock_offset_ms, day, operator, session, type,
      version, subject, body_hash, hash, body, received_at_ms)
    select ${vehicle}, ${epoch}::uuid, t.*, ${nowMs}::bigint from unnest(
      ${column((entry) => entry.seq)}::bigint[],
      ${column((entry) => entry.atMs)}::bigint[],
      ${column((entry) => entry.clockOffsetMs)}::bigint[],
      ${column((entry) => entry.day)}::text[],
      ${column((entry) => entry.operator)}::text[],
      ${column((entry) => entry.session)}::uuid[],
      ${column((entry) => entry.type)}::text[],
      ${column((entry) => entry.version)}::bigint[],
      ${column((entry) => entry.subject)}::text[],
      ${column((entry) => toBytes(entry.bodyHash))}::bytea[],
      ${column((entry) => toBytes(entry.hash))}::bytea[],
      ${column((entry) => canonicalJson(entry.body))}::json[]
    ) as t`.execute(trx);
  await trx
    .updateTable('epoch')
    .set({
      ...{ held_seq: last.seq, held_hash: toBytes(last.hash), last_received_at_ms: nowMs },
      ...{ extended_by: laptop, extended_in_run: run },
    })
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .execute();
}

/** Notes that a batch came again, the same to the last hash. Nothing else changes by it. */
export async function noteRepeat(
  trx: StationTransaction,
  { vehicle, epoch }: Chain,
  throughSeq: number,
  nowMs: number,
): Promise<void> {
  await trx
    .updateTable('epoch')
    .set((q) => ({
      repeats: q('repeats', '+', 1),
      ...{ repeated_seq: throughSeq, repeated_at_ms: nowMs },
    }))
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .execute();
}
