import { emptyHead, type Hashing } from '../../shared/journal/chain.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Batch, BatchRefusal, BatchReply } from '../../shared/sync/station-api.ts';
import type { Sender } from '../enrolment/check-request.ts';
import { firstDifferent, type HeldChain, lockHead, noteRepeat } from '../journal/append.ts';
import { keepDayKeys } from '../journal/day-keys.ts';
import { judgeEarlier } from '../judging/deferral.ts';
import { keepVerdicts } from '../judging/keep.ts';
import { joinIntake, linkedAndHeld } from '../judging/people.ts';
import { indexed } from '../judging/people-facts.ts';
import { ruleSetsIn } from '../judging/rule-sets.ts';
import { judgingSettingsOf } from '../judging/settings.ts';
import type { LocatedVerdict } from '../judging/verdict.ts';
import { projectEntries } from '../projection/project.ts';
import { loadState } from '../projection/rows.ts';
import { applyDeferrals } from '../reference/deferrals.ts';
import { noteDraws } from '../reference/index-draws.ts';
import { noteTold } from '../reference/din-range-changes.ts';
import type { StationDb, StationTransaction } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { keysUnderEach } from './alike-keys.ts';
import { beginBranch } from './branch.ts';
import { gatherFacts } from './facts.ts';
import { noteFork, type SeenFork } from './forks.ts';
import { donorsIn, judge, judgeDeferred } from './judge.ts';
import { keepBatch, type NewEntries } from './keep-batch.ts';
import { judgeLinked, linkedIn } from './judge-linked.ts';
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
  // Before anything is locked, and once however often the transaction is tried.
  const known = entries.value.flatMap((entry) => knownEntry(entry) ?? []);
  let forked: SeenFork | undefined;
  let given: readonly string[] = [];
  const taken = await inTransaction<BatchReply, BatchRefusal>(db, async (trx) => {
    if (batch.branch !== undefined) {
      const { branch } = batch;
      await joinIntake(trx);
      const begun = await beginBranch(trx, vehicle, batch, branch, entries.value, nowMs);
      if (!begun.ok) return err(refusal(begun.error, await heldSeq(trx, vehicle, epoch)));
    }
    const held = await lockHead(trx, vehicle, epoch, nowMs);
    const heldSeqNow = held.head.seq;
    if (batch.fromSeq > heldSeqNow + 1) return err(refusal('gap', heldSeqNow));
    const forkSeq = await forkIn(trx, held, batch, entries.value);
    if (forkSeq !== undefined) {
      forked = { epoch, what: 'fork', seq: forkSeq, heldSeq: heldSeqNow };
      return err(refusal('fork', heldSeqNow));
    }
    if (!(await keepDayKeys(trx, held.chain, batch))) {
      return err(refusal('broken-chain', heldSeqNow));
    }
    const isFresh = (entry: Entry) => entry.seq > heldSeqNow;
    const fresh = entries.value.filter(isFresh);
    const news = { held, sender, nowMs, entries: fresh };
    const verdicts =
      fresh.length === 0
        ? []
        : await understand(
            trx,
            news,
            known.filter(({ entry }) => isFresh(entry)),
            laptop,
          );
    given = (await keepVerdicts(trx, verdicts, nowMs)).map(({ reason }) => reason);
    const isSaid = fresh.length < entries.value.length || verdicts.length > 0;
    const setAside = isSaid ? await answerVerdicts(trx, vehicle, epoch, entries.value) : [];
    const { fromSeq } = batch;
    const throughSeq = fromSeq + entries.value.length - 1;
    if (fresh.length === 0) await noteRepeat(trx, held.chain, throughSeq, nowMs);
    const { seq: heldThroughSeq, hash: headHash } = fresh.at(-1) ?? held.head;
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
  { head, chain }: HeldChain,
  batch: Batch,
  entries: readonly Entry[],
): Promise<number | undefined> {
  if (batch.fromSeq === head.seq + 1) {
    // Which of the entries before differs first, the batch does not say.
    return batch.prevHash === head.hash ? undefined : Math.max(1, head.seq);
  }
  const repeats = entries.filter((entry) => entry.seq <= head.seq);
  return (await firstDifferent(trx, chain, repeats))?.seq;
}

/** Keeps new entries with what follows from them, and judges them. */
async function understand(
  trx: StationTransaction,
  news: NewEntries,
  known: readonly KnownEntry[],
  laptop: string,
): Promise<readonly LocatedVerdict[]> {
  const { entries, nowMs } = news;
  const { vehicle, epoch } = news.held.chain;
  const held = await withParents(trx, news.held, known[0]);
  const { parents, devicePublicKey } = held;
  const place: Place = { vehicle, laptop, epoch, parents, nowMs };
  const state = await loadState(trx, { vehicle, epoch, parents, devicePublicKey }, known);
  const projected = projectEntries(state, vehicle, known);
  const alike = await keysUnderEach(trx, projected);
  // Of one person under two hash keys both batches lock the same ones.
  const people = [...alike.values()].flatMap((keys) => [...keys]);
  const openedAtMs = await keepBatch(trx, { ...news, held }, state, people);
  const facts = await gatherFacts(trx, place, projected, donorsIn(projected), alike);
  const verdicts = await judge(trx, place, entries, projected, facts, openedAtMs);
  await noteTold(trx, place, projected);
  await noteDraws(trx, place, projected);
  const anew = judgedAnew(projected.understood);
  // Before the index is held (`countChange`): who has that waits for nobody.
  if (anew.length > 0) await linkedAndHeld(trx, anew);
  const placed = await applyDeferrals(trx, place, projected);
  if (anew.length === 0) return [...verdicts, ...judgeDeferred(place, projected, facts.people)];
  const { linked } = facts.people;
  const donors = await indexed(
    trx,
    [...linked.values()].flatMap((keys) => [...keys]),
  );
  const settings = await judgingSettingsOf(trx);
  return [
    ...verdicts,
    ...judgeDeferred(place, projected, { linked, donors }),
    // What was drawn before they were deferred, or before it was known that they are, wherever that was.
    ...(await judgeEarlier(trx, anew, settings, nowMs, placed)),
    ...(await judgeLinked(trx, linkedIn(projected.understood), ruleSetsIn(facts.ruleSets), nowMs)),
  ];
}

/**
 * Donors whose deferrals changed, or of whom a registrar confirmed another document: what was drawn under one is judged by the
 * deferrals of the other.
 */
const judgedAnew = (understood: readonly KnownEntry[]): readonly string[] => [
  ...new Set([
    ...linkedIn(understood),
    ...understood.flatMap(({ type, body }) =>
      type === 'deferral.placed' || type === 'deferral.ended' ? [body.donorKey] : [],
    ),
  ]),
];

/** A new epoch after a restore goes on with the sessions and visits of the one it left. */
async function withParents(
  trx: StationTransaction,
  held: HeldChain,
  first: KnownEntry | undefined,
): Promise<HeldChain> {
  if (first?.type !== 'epoch.opened' || first.body.follows === undefined) return held;
  const { branch, epoch: left } = first.body.follows;
  const before = await trx
    .selectFrom('epoch')
    .select('parents')
    .where('vehicle', '=', held.chain.vehicle)
    .where('epoch', '=', left)
    .executeTakeFirst();
  return { ...held, parents: [branch, left, ...(before?.parents ?? [])] };
}
