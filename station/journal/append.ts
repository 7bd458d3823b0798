import { sql } from 'kysely';
import { emptyHead, type Head } from '../../shared/journal/chain.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { intakeLock } from '../judging/people.ts';
import type { StationTransaction } from '../store/database.ts';
import { type Chain, chainFrom } from './chain-of.ts';

const toBytes = (hex: string) => Buffer.from(hex, 'hex');

/** A vehicle's chain as it stands, locked until the transaction ends. */
export interface HeldChain {
  readonly head: Head;
  readonly chain: Chain;
  readonly devicePublicKey: string | null;
  readonly parents: readonly string[];
  readonly openedAtMs: number | null;
}

interface EpochRow {
  readonly held_seq: number;
  readonly held_hash: Buffer;
  readonly branch_of: string | null;
  readonly branch_seq: number | null;
  readonly device_public_key: string | null;
  readonly parents: string[];
  readonly opened_at_ms: number | null;
}

/**
 * Joins the intake (see `judging/people.ts`) and locks the head of a vehicle's chain until the transaction ends: two batches of one
 * chain never interleave. What other batches changed is for the statements after this one to read. They are planned once on each
 * connection, maybe while their tables are empty: what reads through a table then would still do so when millions of rows are in it.
 */
export async function lockHead(
  trx: StationTransaction,
  vehicle: string,
  epoch: string,
  nowMs: number,
): Promise<HeldChain> {
  const row =
    (await lockedRow(trx, vehicle, epoch)) ?? (await firstRow(trx, vehicle, epoch, nowMs));
  return {
    head: { seq: row.held_seq, hash: row.held_hash.toString('hex') },
    chain: chainFrom(vehicle, epoch, row),
    ...{ devicePublicKey: row.device_public_key, parents: row.parents },
    openedAtMs: row.opened_at_ms,
  };
}

async function lockedRow(
  trx: StationTransaction,
  vehicle: string,
  epoch: string,
): Promise<EpochRow | undefined> {
  const { rows } = await sql<EpochRow>`/* intake.lock-head */
    with joined as materialized (select pg_advisory_xact_lock_shared(${sql.lit(intakeLock)}),
      set_config('enable_seqscan', 'off', true))
    select held_seq, held_hash, branch_of, branch_seq, device_public_key, parents, opened_at_ms
    from joined, epoch where vehicle = ${vehicle} and epoch = ${epoch}::uuid for update of epoch`.execute(
    trx,
  );
  return rows[0];
}

async function firstRow(
  trx: StationTransaction,
  vehicle: string,
  epoch: string,
  nowMs: number,
): Promise<EpochRow> {
  await trx
    .insertInto('epoch')
    .values({ ...newEpoch(vehicle, epoch, nowMs), ...noBranch })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await lockedRow(trx, vehicle, epoch);
  if (!row) throw new Error('an epoch that was just begun is not there');
  return row;
}

const noBranch = { branch_of: null, branch_seq: null, parents: sql<string[]>`'{}'` };

/** The row of a chain of which nothing has come yet. */
export const newEpoch = (vehicle: string, epoch: string, nowMs: number) => ({
  ...{ vehicle, epoch, held_seq: emptyHead.seq, held_hash: toBytes(emptyHead.hash) },
  ...{ first_received_at_ms: nowMs, last_received_at_ms: nowMs, opened_at_ms: null },
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
