import type { SyncStatus } from '../../../shared/contract/device.ts';
import type { VehicleId } from '../../../shared/ids.ts';
import type { Hashing } from '../../../shared/journal/chain.ts';
import { ok } from '../../../shared/result.ts';
import { setAsideReason } from '../../../shared/sync/station-api.ts';
import { schedule, scheduleAtStart, type ScheduleEvent } from '../../../shared/sync/schedule.ts';
import type { Cancel, Clock, Log, Random, Timers } from '../deps.ts';
import { endHalt, haltOf, keepHalt } from '../store/halt.ts';
import { epochStates } from '../store/journal.ts';
import { heldUnits, openVerdicts, settledVerdicts } from '../store/verdicts.ts';
import type { Store } from '../store/store.ts';
import { changeOver, download, emptyMemory } from './download.ts';
import type { IndexKeeper } from './index-keeper.ts';
import type { StationLink } from './station-link.ts';
import { compareHolding } from './holding.ts';
import { tellAhead } from './notices.ts';
import { fetchVerdicts } from './verdicts.ts';
import { pendingEpoch, uploadBatch, type UploadFailure } from './upload.ts';

export interface SyncPorts {
  readonly store: Store;
  readonly vehicle: VehicleId;
  /** undefined: no station is named yet. */
  readonly link: () => StationLink | undefined;
  readonly keeper: IndexKeeper;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly hashing: Hashing;
  readonly log: Log;
  readonly onChange: () => void;
  /** Station clock minus ours, milliseconds. */
  readonly onClockOffset: (offsetMs: number) => void;
}

export interface Sync {
  /** Something was recorded: send when the schedule allows. */
  readonly wake: () => void;
  /** Send and fetch now; answers how it ended. */
  readonly now: () => Promise<SyncStatus>;
  readonly status: () => SyncStatus;
  /** The one word of it that says what is wrong; null: nothing is. */
  readonly problem: () => SyncStatus['problem'];
  readonly close: () => Promise<void>;
}

/** The station's data is asked for again after this; until then only what is new goes up. */
const downloadEveryMs = 5 * 60_000;
const batchesPerRunMax = 10_000;
/** Characters of entries per byte on the line: a day with photos packs to a quarter, one without to a tenth. */
const packing = { first: 4, least: 2, most: 16 } as const;

function eventOf(failure: UploadFailure, jitter: number): ScheduleEvent {
  switch (failure.kind) {
    case 'too-large':
      return { kind: 'too-large' };
    case 'unreachable':
    case 'cut':
      return { kind: failure.kind, jitter };
    case 'not-the-station':
    case 'not-allowed':
    case 'not-enrolled':
    case 'revoked':
    case 'nonce':
    case 'bad-signature':
    case 'enrol':
    case 'refused':
      return { kind: 'refused', jitter };
  }
}

const isAway = ({ kind }: UploadFailure): boolean => kind === 'unreachable' || kind === 'cut';

/** Runs by itself whenever there is a network and never holds up a call: it reads, sends, and keeps the answer in one short write. */
export function createSync(ports: SyncPorts): Sync {
  const { store, clock } = ports;
  const memory = emptyMemory();
  let state = scheduleAtStart;
  let phase: SyncStatus['state'] = 'idle';
  let problem: string | null = null;
  let packed: number = packing.first;
  let bytesSent = 0;
  let lastContactAtMs: number | null = null;
  let lastDownloadAtMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;
  let hasReadVerdicts = false;
  const toldAhead = new Map<string, number>();
  let cancelNext: Cancel = () => undefined;
  let isClosed = false;

  const show = (next: SyncStatus['state'], said: string | null): void => {
    phase = next;
    problem = said;
    ports.onChange();
  };

  const contact = (stationNowMs: number): void => {
    lastContactAtMs = clock.nowMs();
    ports.onClockOffset(stationNowMs - lastContactAtMs);
  };

  /** A laptop that is told it was restored or revoked binds no number until the station is content with it again. */
  const halt = (failure: UploadFailure): void => {
    const known = haltOf(store.reader);
    const isForked = failure.kind === 'refused' && failure.error === 'fork';
    if (!isForked && failure.kind !== 'revoked') return;
    const kind = isForked ? 'restored' : 'revoked';
    const epoch = (isForked ? failure.epoch : undefined) ?? store.epoch;
    if (known?.kind === kind && known.epoch === epoch) return;
    store.write((tx) => {
      keepHalt(tx, { kind, epoch }, clock.nowMs());
      return ok(null);
    });
  };

  const goOn = (): void => {
    if (!haltOf(store.reader)) return;
    store.write((tx) => {
      endHalt(tx);
      return ok(null);
    });
  };

  /** Settles a failure into state and delay; the operator reads the problem, nothing stops. */
  const failed = (failure: UploadFailure): void => {
    const [byte = 0] = ports.random.bytes(1);
    const next = schedule(state, eventOf(failure, byte / 255));
    state = next.state;
    const away = isAway(failure);
    const said =
      failure.kind === 'refused' || failure.kind === 'enrol'
        ? `${failure.kind}-${failure.error}`
        : failure.kind;
    halt(failure);
    // A broken line is the same news to people as none: nothing is wrong, it is tried again.
    show(away ? 'offline' : 'refused', away ? 'unreachable' : said);
    plan(next.delayMs ?? downloadEveryMs);
  };

  /** What the station owns, and what it says it holds; null: done, or not yet due again. */
  const fetchStationData = async (to: StationLink): Promise<UploadFailure | null> => {
    const sinceMs = clock.nowMs() - lastDownloadAtMs;
    // Less than nothing: the clock was set back, and nobody knows how long ago it was.
    if (sinceMs >= 0 && sinceMs < downloadEveryMs) return null;
    const { keeper, hashing } = ports;
    // Between two pages of the index; when it fails the page after it fails the same way and says so.
    const between = async (): Promise<void> => void (await sendPending(to));
    const pause = () => new Promise<void>((goOn) => void ports.timers.after(0, goOn));
    const down = { store, keeper, hashing, nowMs: clock.nowMs, memory, between, pause };
    const got = await download(down, to);
    if (!got.ok) return got.error;
    contact(got.value.stationNowMs);
    const compared = await compareHolding(store, to, clock.nowMs);
    if (!compared.ok) return compared.error;
    // Once in each run of the program from the start: whatever became of the station meanwhile, what is shown is what it says.
    const verdicts = await fetchVerdicts(store, to, !hasReadVerdicts);
    if (!verdicts.ok) return verdicts.error;
    hasReadVerdicts = true;
    // Last: it may take many tries over a bad line, and everything else is up to date meanwhile.
    const changed = await changeOver(down, to, got.value);
    if (!changed.ok) return changed.error;
    lastDownloadAtMs = clock.nowMs();
    return null;
  };

  /** Sends batch by batch until the station holds everything; null: it does. */
  const sendPending = async (to: StationLink): Promise<UploadFailure | null> => {
    for (let batches = 0; batches < batchesPerRunMax && !isClosed; batches += 1) {
      const aim = state.batchBytes * packed;
      const sent = await uploadBatch(store, ports.vehicle, to, aim, clock.nowMs);
      if (!sent.ok) return sent.error;
      if (!sent.value) return null;
      bytesSent += sent.value.bytes;
      // Half of what was measured last: one batch of labels alone says little about the next donors.
      const measured = sent.value.packing ?? packed;
      packed = Math.min(packing.most, Math.max(packing.least, (packed + measured) / 2));
      if (sent.value.stationNowMs !== null) contact(sent.value.stationNowMs);
      const more = pendingEpoch(store) !== undefined;
      state = schedule(state, { kind: 'held', more }).state;
      if (more) show('sending', null);
    }
    return null;
  };

  /** Entries first, and whatever becomes of them the station's data: a fault of the one must not keep the other away. */
  const run = async (): Promise<void> => {
    const link = ports.link();
    if (!link || isClosed) return;
    show('sending', problem);
    const ahead = await tellAhead(store, link, toldAhead);
    if (!ahead.ok && isAway(ahead.error)) return failed(ahead.error);
    const up = await sendPending(link);
    if (up !== null && isAway(up)) return failed(up);
    const down = await fetchStationData(link);
    // What came down is recorded too, and a restored station wants its entries again.
    const failure = up ?? down ?? (await sendPending(link)) ?? (ahead.ok ? null : ahead.error);
    if (failure !== null) return failed(failure);
    goOn();
    show('idle', null);
    plan(downloadEveryMs);
  };

  const start = (): Promise<void> => {
    running ??= run()
      .catch((fault: unknown) => {
        ports.log.error('sync.fault', { fault: String(fault) });
        failed({ kind: 'unreachable' });
      })
      .finally(() => {
        running = null;
        // What was recorded in the very moment the run ended.
        wake();
      });
    return running;
  };

  function plan(delayMs: number): void {
    cancelNext();
    if (!isClosed) cancelNext = ports.timers.after(delayMs, () => void start());
  }

  function wake(): void {
    // While the station is away the back-off decides; a queue of donors must not become a storm of requests.
    if (isClosed || running || phase === 'offline' || phase === 'refused') return;
    if (pendingEpoch(store)) plan(0);
  }

  const status = (): SyncStatus => {
    const epochs = epochStates(store.reader);
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    return {
      configured: ports.link() !== undefined,
      state: phase,
      problem,
      entriesTotal: sum(epochs.map(({ head }) => head.seq)),
      entriesHeld: sum(epochs.map(({ heldThroughSeq }) => heldThroughSeq)),
      bytesSent,
      lastContactAtMs,
      setAside: openVerdicts(store.reader).map((each) => ({
        ...each,
        reason: setAsideReason.parse(each.reason),
      })),
      holds: heldUnits(store.reader).map(({ reasons, other, ...unit }) => ({
        ...{ ...unit, reasons: reasons.map((reason) => setAsideReason.parse(reason)) },
        other: other && { vehicle: other.vehicle, preparedAtMs: other.preparedAtMs },
      })),
      settled: settledVerdicts(store.reader).map(({ seq, reason, resolution }) => ({
        ...{ seq, reason: setAsideReason.parse(reason) },
        ...{ decision: resolution.decision, why: resolution.why, atMs: resolution.atMs },
      })),
    };
  };

  return {
    wake,
    now: async () => {
      await running;
      state = schedule(state, { kind: 'asked' }).state;
      lastDownloadAtMs = Number.NEGATIVE_INFINITY;
      cancelNext();
      await start();
      return status();
    },
    status,
    problem: () => problem,
    close: async () => {
      isClosed = true;
      cancelNext();
      await running;
    },
  };
}
