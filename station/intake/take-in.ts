import { emptyHead, type Hashing, type Head } from '../../shared/journal/chain.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Batch, BatchRefusal, BatchReply } from '../../shared/sync/station-api.ts';
import { projectEntries } from '../projection/project.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { appendEntries, keepDayKeys, lockHead, sameAsHeld } from '../journal/append.ts';
import { applyDeferrals } from '../reference/deferrals.ts';
import { judge } from './judge.ts';
import { knownEntry } from './known-entry.ts';
import { rechain } from './rechain.ts';
import { refusal } from './refusal.ts';
import { answerVerdicts, keepVerdicts } from './set-aside.ts';

/**
 * Takes a vehicle's batch in: all of it in one transaction, or nothing. Repeats are ignored and their verdicts answered again.
 * What the station's rules reject is kept and set aside; only a batch that is no continuation of what is held is refused.
 */
export async function takeIn(
  station: { readonly db: StationDb; readonly hashing: Hashing; readonly nowMs: number },
  vehicle: string,
  batch: Batch,
): Promise<Result<BatchReply, BatchRefusal>> {
  const { db, hashing, nowMs } = station;
  const names = batchVehicles(batch);
  if (names.some((name) => name !== vehicle)) return err(refusal('wrong-vehicle', 0));
  const entries = rechain(hashing, batch);
  if (!entries.ok) return err(refusal(entries.error, await heldSeq(db, vehicle, batch.epoch)));
  return inTransaction(db, async (trx) => {
    const held = await lockHead(trx, vehicle, batch.epoch, nowMs);
    const continued = await continues(trx, vehicle, batch, entries.value, held);
    if (continued) return err(refusal(continued, held.seq));
    if (!(await keepDayKeys(trx, vehicle, batch))) return err(refusal('broken-chain', held.seq));
    const fresh = entries.value.filter((entry) => entry.seq > held.seq);
    const head: Head = fresh.at(-1) ?? held;
    await appendEntries(trx, vehicle, fresh, nowMs);
    await understand(trx, vehicle, batch.epoch, fresh, nowMs);
    const setAside = await answerVerdicts(trx, vehicle, batch.epoch, entries.value);
    const { fromSeq } = batch;
    const throughSeq = fromSeq + entries.value.length - 1;
    const { seq: heldThroughSeq, hash: headHash } = head;
    return ok({ fromSeq, throughSeq, heldThroughSeq, headHash, setAside, stationNowMs: nowMs });
  });
}

// A laptop that says it belongs to another vehicle would mix two chains of custody.
const batchVehicles = (batch: Batch): readonly unknown[] => [
  batch.vehicle,
  ...batch.entries.flatMap(({ type, body }) =>
    type === 'epoch.opened' && typeof body['vehicle'] === 'string' ? [body['vehicle']] : [],
  ),
];

async function heldSeq(db: StationDb, vehicle: string, epoch: string): Promise<number> {
  const row = await db
    .selectFrom('epoch')
    .select('held_seq')
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .executeTakeFirst();
  return row?.held_seq ?? emptyHead.seq;
}

async function continues(
  trx: StationTransaction,
  vehicle: string,
  batch: Batch,
  entries: readonly Entry[],
  held: Head,
): Promise<'gap' | 'fork' | undefined> {
  if (batch.fromSeq > held.seq + 1) return 'gap';
  if (batch.fromSeq === held.seq + 1) return batch.prevHash === held.hash ? undefined : 'fork';
  const repeats = entries.filter((entry) => entry.seq <= held.seq);
  return (await sameAsHeld(trx, vehicle, batch.epoch, repeats)) ? undefined : 'fork';
}

async function understand(
  trx: StationTransaction,
  vehicle: string,
  epoch: string,
  fresh: readonly Entry[],
  nowMs: number,
): Promise<void> {
  if (fresh.length === 0) return;
  const known = fresh.flatMap((entry) => knownEntry(entry) ?? []);
  const projected = await projectEntries(trx, vehicle, epoch, known);
  const verdicts = await judge(trx, { vehicle, epoch, nowMs }, fresh, projected);
  await keepVerdicts(trx, { vehicle, epoch, nowMs }, verdicts);
  await applyDeferrals(trx, projected);
}
