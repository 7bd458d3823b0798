import { canonicalJson } from '../../../shared/journal/canonical.ts';
import type { Entry } from '../../../shared/journal/entry.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import {
  type Batch,
  batchRefusal,
  batchReply,
  type BatchReply,
  entriesPerBatchMax,
  paths,
  type SentEntry,
} from '../../../shared/sync/station-api.ts';
import { epochId, type VehicleId } from '../../../shared/ids.ts';
import { keepHeld, keepSetAside } from '../store/held.ts';
import { dayKeys, epochStates, type EpochState, readEntries } from '../store/journal.ts';
import type { Store } from '../store/store.ts';
import { agrees } from './holding.ts';
import type { LinkFailure, LinkReply, StationLink } from './station-link.ts';

/** A request's head, about: what it costs on the line besides its body. */
const headBytes = 650;
/** Goes into `entriesPerBatchMax` without remainder. */
const entriesPerRead = 50;

/** `epoch`: the one the station holds otherwise; only with `fork`. */
export type UploadFailure =
  | LinkFailure
  | { readonly kind: 'refused'; readonly error: string; readonly epoch?: string };

export interface Uploaded {
  readonly entries: number;
  readonly bytes: number;
  /** Characters of entries that went into a byte of the body; null: nothing was held. */
  readonly packing: number | null;
  /** null: it answered without its time. */
  readonly stationNowMs: number | null;
}

export const toSent = (entry: Entry): SentEntry => {
  const { epoch: _e, seq: _s, prevHash: _p, hash: _h, bodyHash: _b, ...sent } = entry;
  return sent;
};

/** The oldest epoch of which the station does not hold everything. */
export const pendingEpoch = (store: Store): EpochState | undefined =>
  epochStates(store.reader).find(({ head, heldThroughSeq }) => heldThroughSeq < head.seq);

/** As many as a batch holds at most, read in parts: most batches want fewer. */
function* entriesFrom(store: Store, epoch: string, fromSeq: number): Generator<Entry> {
  for (let read = 0; read < entriesPerBatchMax; read += entriesPerRead) {
    const part = readEntries(store.reader, epoch, fromSeq + read, entriesPerRead);
    yield* part;
    if (part.length < entriesPerRead) return;
  }
}

const charactersOf = (entry: Entry): number => canonicalJson(entry.body).length + 200;

/** Always one entry, and more up to so many characters; only an aim, the station's limit is its own. */
function nextBatch(
  store: Store,
  vehicle: VehicleId,
  pending: EpochState,
  charactersAim: number,
): { readonly batch: Batch; readonly characters: number } {
  const fromSeq = pending.heldThroughSeq + 1;
  const taken: Entry[] = [];
  let characters = 0;
  for (const entry of entriesFrom(store, pending.epoch, fromSeq)) {
    const more = charactersOf(entry);
    if (taken.length > 0 && characters + more > charactersAim) break;
    characters += more;
    taken.push(entry);
  }
  const [first] = taken;
  const last = taken.at(-1);
  if (!first || !last) throw new Error('a pending epoch had no entry to send');
  const batch = {
    vehicle,
    epoch: first.epoch,
    fromSeq,
    prevHash: first.prevHash,
    entries: taken.map(toSent),
    headHash: last.hash,
    ...(pending.branch === null ? {} : { branch: epochId.parse(pending.branch.id) }),
    dayKeys: [...dayKeys(store.reader, [...new Set(taken.map(({ day }) => day))])],
  };
  return { batch, characters };
}

/**
 * The reply counts only when it speaks of exactly what was sent: another station's or an old one's marks nothing as held. A station
 * that holds more than was sent holds what this laptop has; else the laptop was brought back to an older state.
 */
function checkReply(
  store: Store,
  batch: Batch,
  { status, body }: LinkReply,
): Result<BatchReply, UploadFailure> {
  const reply = batchReply.safeParse(body);
  const lastSeq = batch.fromSeq + batch.entries.length - 1;
  if (status !== 200 || !reply.success) return err({ kind: 'not-the-station' });
  const { fromSeq, throughSeq, heldThroughSeq, headHash } = reply.data;
  if (fromSeq !== batch.fromSeq || throughSeq !== lastSeq) return err({ kind: 'not-the-station' });
  if (heldThroughSeq < lastSeq) return err({ kind: 'not-the-station' });
  if (heldThroughSeq === lastSeq && headHash !== batch.headHash) {
    return err({ kind: 'not-the-station' });
  }
  if (!agrees(store, batch.epoch, heldThroughSeq, headHash)) {
    return err({ kind: 'refused', error: 'fork', epoch: batch.epoch });
  }
  return ok(reply.data);
}

/** Sends the next batch; ok(null): the station holds everything. What it holds is kept in one write with its verdicts. */
export async function uploadBatch(
  store: Store,
  vehicle: VehicleId,
  link: StationLink,
  charactersAim: number,
  nowMs: () => number,
): Promise<Result<Uploaded | null, UploadFailure>> {
  const pending = pendingEpoch(store);
  if (!pending) return ok(null);
  const { batch, characters } = nextBatch(store, vehicle, pending, charactersAim);
  const answer = await link.post(paths.entries, JSON.stringify(batch));
  if (!answer.ok) return answer;
  const { body, sentBytes } = answer.value;
  const refusal = batchRefusal.safeParse(body);
  if (refusal.success) return afterRefusal(store, pending, refusal.data, sentBytes, nowMs());
  const reply = checkReply(store, batch, answer.value);
  if (!reply.ok) return reply;
  const lastSeq = batch.fromSeq + batch.entries.length - 1;
  store.write((tx) => {
    keepHeld(tx, pending.epoch, lastSeq, batch.headHash, nowMs());
    for (const verdict of reply.value.setAside) keepSetAside(tx, pending.epoch, verdict, nowMs());
    return ok(null);
  });
  return ok({
    entries: batch.entries.length,
    bytes: sentBytes,
    packing: characters / Math.max(1, sentBytes - headBytes),
    stationNowMs: reply.value.stationNowMs,
  });
}

/** A gap means the station holds less than was believed (it was restored): go back to what it names. Anything else waits for a person. */
function afterRefusal(
  store: Store,
  pending: EpochState,
  refusal: { readonly error: string; readonly heldThroughSeq: number },
  bytes: number,
  atMs: number,
): Result<Uploaded | null, UploadFailure> {
  const { error, heldThroughSeq } = refusal;
  // A station restored to before the place where the branch begins, and with another copy's entries there since: from the first one on.
  const isUnrooted = error === 'fork' && pending.branch !== null && heldThroughSeq === 0;
  if ((error === 'gap' || isUnrooted) && heldThroughSeq < pending.heldThroughSeq) {
    store.write((tx) => {
      keepHeld(tx, pending.epoch, heldThroughSeq, null, atMs);
      return ok(null);
    });
    return ok({ entries: 0, bytes, packing: null, stationNowMs: null });
  }
  if (error === 'too-large') return err({ kind: 'too-large' });
  return err({ kind: 'refused', error, epoch: pending.epoch });
}
