import { emptyHead, type Hashing, type Head } from '../../shared/journal/chain.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Batch, BatchRefusal, BatchReply } from '../../shared/sync/station-api.ts';
import type { Sender } from '../enrolment/check-request.ts';
import {
  appendEntries,
  firstDifferent,
  keepDayKeys,
  lockHead,
  noteRepeat,
} from '../journal/append.ts';
import type { Chain } from '../journal/chain-of.ts';
import { projectEntries } from '../projection/project.ts';
import { applyDeferrals } from '../reference/deferrals.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { judgeEarlier } from '../judging/deferral.ts';
import { keepVerdicts } from '../judging/keep.ts';
import { joinIntake } from '../judging/people.ts';
import { judgingSettingsOf } from '../judging/settings.ts';
import { noteTold } from '../reference/din-range-changes.ts';
import { beginBranch } from './branch.ts';
import { noteFork, type SeenFork } from './forks.ts';
import { judge, judgeDeferred } from './judge.ts';
import { type KnownEntry, knownEntry } from './known-entry.ts';
import { rechain } from './rechain.ts';
import { refusal } from './refusal.ts';
import { answerVerdicts, type Place } from './set-aside.ts';

/**
 * Takes a laptop's batch in: all of it in one transaction, or nothing. Repeats are ignored and their verdicts answered again.
 * What the station's rules reject is kept and set aside; only a batch that is no continuation of what is held is refused, and one
 * that holds other entries under the same numbers is remembered.
 */
export async function takeIn(
  station: {
    readonly db: StationDb;
    readonly hashing: Hashing;
    readonly nowMs: number;
    /** Verdicts given for the first time, told once they are kept. */
    readonly onSetAside?: (reasons: readonly string[]) => void;
  },
  sender: Sender,
  batch: Batch,
): Promise<Result<BatchReply, BatchRefusal>> {
  const { db, hashing, nowMs } = station;
  const { vehicle, laptop } = sender;
  const epoch = batch.branch ?? batch.epoch;
  const names = batchVehicles(batch);
  if (names.some((name) => name !== vehicle)) return err(refusal('wrong-vehicle', 0));
  const entries = rechain(hashing, batch);
  if (!entries.ok) return err(refusal(entries.error, await heldSeq(db, vehicle, epoch)));
  let forked: SeenFork | undefined;
  let given: readonly string[] = [];
  const taken = await inTransaction<BatchReply, BatchRefusal>(db, async (trx) => {
    await joinIntake(trx);
    if (batch.branch !== undefined) {
      const { branch } = batch;
      const begun = await beginBranch(trx, vehicle, batch, branch, entries.value, nowMs);
      if (!begun.ok) return err(refusal(begun.error, await heldSeq(trx, vehicle, epoch)));
    }
    const { head: held, chain } = await lockHead(trx, vehicle, epoch, nowMs);
    if (batch.fromSeq > held.seq + 1) return err(refusal('gap', held.seq));
    const forkSeq = await forkIn(trx, chain, batch, entries.value, held);
    if (forkSeq !== undefined) {
      forked = { epoch, what: 'fork', seq: forkSeq, heldSeq: held.seq };
      return err(refusal('fork', held.seq));
    }
    if (!(await keepDayKeys(trx, chain, batch))) return err(refusal('broken-chain', held.seq));
    const fresh = entries.value.filter((entry) => entry.seq > held.seq);
    const head: Head = fresh.at(-1) ?? held;
    await appendEntries(trx, chain, fresh, sender, nowMs);
    given = await understand(trx, { vehicle, laptop, epoch, nowMs }, fresh);
    const setAside = await answerVerdicts(trx, vehicle, epoch, entries.value);
    const { fromSeq } = batch;
    const throughSeq = fromSeq + entries.value.length - 1;
    if (fresh.length === 0) await noteRepeat(trx, chain, throughSeq, nowMs);
    const { seq: heldThroughSeq, hash: headHash } = head;
    return ok({ fromSeq, throughSeq, heldThroughSeq, headHash, setAside, stationNowMs: nowMs });
  });
  // After the refused transaction, so that it stays.
  if (!taken.ok && forked !== undefined) await noteFork(db, sender, forked, nowMs);
  if (taken.ok) station.onSetAside?.(given);
  return taken;
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

/** The first number under which the batch has another entry than the one held; undefined: it continues what is held. */
async function forkIn(
  trx: StationTransaction,
  chain: Chain,
  batch: Batch,
  entries: readonly Entry[],
  held: Head,
): Promise<number | undefined> {
  if (batch.fromSeq === held.seq + 1) {
    // Which of the entries before differs first, the batch does not say.
    return batch.prevHash === held.hash ? undefined : Math.max(1, held.seq);
  }
  const repeats = entries.filter((entry) => entry.seq <= held.seq);
  return (await firstDifferent(trx, chain, repeats))?.seq;
}

async function understand(
  trx: StationTransaction,
  place: Place,
  fresh: readonly Entry[],
): Promise<readonly string[]> {
  if (fresh.length === 0) return [];
  const { vehicle, epoch, nowMs } = place;
  const known = fresh.flatMap((entry) => knownEntry(entry) ?? []);
  await keepParents(trx, place, known[0]);
  const projected = await projectEntries(trx, vehicle, epoch, known);
  const verdicts = await judge(trx, place, fresh, projected);
  await noteTold(trx, place, projected);
  const deferred = await applyDeferrals(trx, projected);
  const kept = await keepVerdicts(
    trx,
    [
      ...verdicts,
      ...(await judgeDeferred(trx, place, projected)),
      // What was drawn before they were deferred, wherever that was.
      ...(await judgeEarlier(trx, deferred, await judgingSettingsOf(trx), nowMs)),
    ],
    nowMs,
  );
  return kept.map(({ reason }) => reason);
}

/** A new epoch after a restore goes on with the sessions and visits of the one it left. */
async function keepParents(
  trx: StationTransaction,
  { vehicle, epoch }: Place,
  first: KnownEntry | undefined,
): Promise<void> {
  if (first?.type !== 'epoch.opened' || first.body.follows === undefined) return;
  const { branch, epoch: left } = first.body.follows;
  const before = await trx
    .selectFrom('epoch')
    .select('parents')
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', left)
    .executeTakeFirst();
  await trx
    .updateTable('epoch')
    .set({ parents: [branch, left, ...(before?.parents ?? [])] })
    .where('vehicle', '=', vehicle)
    .where('epoch', '=', epoch)
    .execute();
}
