import type { Cancel } from '../deps.ts';
import { createLink, type DeviceDeps, type Link } from './device.ts';
import type {
  IdReader,
  IdReaderListener,
  IdReaderOptions,
  IdReaderTrouble,
} from './id-reader-port.ts';
import { createSamExchange } from './sam-exchange.ts';
import { createSamSteps, type ReadCard, type StepFailure } from './sam-steps.ts';

const POLL_MS = 300;
const SILENT_POLL_MS = 1000;
// For makes that cannot say whether the card lies there: how often we look whose card it is.
const SECOND_LOOK_MS = 1000;
const SAM_ID_TRIES_MAX = 2;
const SILENT_EXCHANGES_MAX = 2;
// A reader that goes wrong so often in a row is reset; some hang until somebody does.
const FAILURES_BEFORE_RESET = 3;

/** The card that lies on the reader and has been read, or could not be read. */
interface Lying {
  /** Null: its content could not be read. */
  readonly number: string | null;
  /** Whether the reader can say that it lies there; learnt with each card. */
  canTell: 'unknown' | 'yes' | 'no';
  lookedAtMs: number;
  /** The reader has found no card since: whatever it finds next was placed anew. */
  wasNotFound: boolean;
}

/** Finds, selects and reads cards (find → select → read base) on a serial line or a socket, for as long as it is open. */
export const createSamReader = (
  deps: DeviceDeps,
  { url, pollMs = POLL_MS }: IdReaderOptions,
  listener: IdReaderListener,
): IdReader => {
  let samId: string | null = null;
  let samIdTries = 0;
  let silentExchanges = 0;
  let failures = 0;
  let lying: Lying | null = null;
  let reported: IdReaderTrouble['kind'] | null = null;
  let isPolling = false;
  let isClosed = false;
  let cancelPoll: Cancel = () => {};

  const exchange = createSamExchange(deps.timers, () => link);
  const steps = createSamSteps(exchange);
  const link: Link = createLink(deps, url, {
    onState: listener.onState,
    onBytes: exchange.onBytes,
    onLoss: () => {
      exchange.onLoss();
      lift();
    },
    onOpen: () => {
      samId = null;
      samIdTries = 0;
      silentExchanges = 0;
      failures = 0;
      reported = null;
      if (!isPolling) void poll();
    },
  });

  const report = (trouble: IdReaderTrouble): void => {
    if (isClosed || reported === trouble.kind) return;
    reported = trouble.kind;
    const detail = 'status' in trouble ? { status: trouble.status } : {};
    deps.log.warn(`id-reader.${trouble.kind}`, detail);
    listener.onProblem({ ...trouble, atMs: deps.clock.nowMs() });
  };

  const lift = (): void => {
    if (lying === null) return;
    lying = null;
    reported = null;
    if (!isClosed) listener.onRemoved();
  };

  const succeed = (): void => {
    silentExchanges = 0;
    failures = 0;
  };

  /** A card that is lifted too early is nobody's fault; anything else, often enough, is the reader's. */
  const fail = (failure: StepFailure, isQuiet = false): void => {
    if (failure.kind === 'line-lost') return;
    if (!isQuiet) report(failure);
    silentExchanges = failure.kind === 'no-reply' ? silentExchanges + 1 : 0;
    if (failure.kind !== 'card-lifted') failures += 1;
    if (silentExchanges >= SILENT_EXCHANGES_MAX) link.show({ kind: 'lost', reason: 'no-reply' });
  };

  const resetWhenStuck = async (): Promise<void> => {
    if (failures < FAILURES_BEFORE_RESET) return;
    failures = 0;
    deps.log.warn('id-reader.reset');
    const reset = await steps.reset();
    if (!reset.ok) fail(reset.error, true);
  };

  const learnSamId = async (): Promise<void> => {
    if (samId !== null || samIdTries >= SAM_ID_TRIES_MAX) return;
    samIdTries += 1;
    samId = await steps.learnSamId();
  };

  const selectAndRead = async (isQuiet: boolean): Promise<ReadCard | null> => {
    const selected = await steps.select();
    if (!selected.ok) {
      fail(selected.error, isQuiet);
      return null;
    }
    const read = await steps.read();
    if (!read.ok) {
      fail(read.error, isQuiet);
      return null;
    }
    succeed();
    return read.value;
  };

  const take = ({ card, text, photo }: ReadCard): void => {
    const atMs = deps.clock.nowMs();
    const number = card.ok ? card.value.number : null;
    lying = { number, canTell: 'unknown', lookedAtMs: atMs, wasNotFound: false };
    if (!card.ok) return report(card.error);
    reported = null;
    if (!isClosed) listener.onCard({ card: card.value, text, photo, samId, atMs });
  };

  const isTimeForSecondLook = (card: Lying): boolean =>
    Math.abs(deps.clock.nowMs() - card.lookedAtMs) >= SECOND_LOOK_MS;

  /** Whether the card read last lies there for sure, so that there is nothing to look for. */
  const liesThere = async (card: Lying): Promise<boolean> => {
    if (card.canTell === 'no') return false;
    const there = await steps.isThere();
    if (!there.ok) {
      fail(there.error, true);
      return true;
    }
    succeed();
    if (there.value === true) {
      card.canTell = 'yes';
      // A make that always says so is found out by looking for another card now and then.
      return !isTimeForSecondLook(card);
    }
    if (there.value === false && card.canTell === 'yes') lift();
    else card.canTell = 'no';
    return false;
  };

  const lookAtFound = async (): Promise<void> => {
    if (lying === null) {
      link.show({ kind: 'busy' });
      const read = await selectAndRead(false);
      if (read !== null) take(read);
      link.show({ kind: 'ready' });
    } else if (isTimeForSecondLook(lying)) {
      const read = await selectAndRead(true);
      if (lying === null || read === null) return;
      lying.lookedAtMs = deps.clock.nowMs();
      const isSame = read.card.ok && read.card.value.number === lying.number;
      if (!read.card.ok || (isSame && !lying.wasNotFound)) return;
      lift();
      take(read);
    }
  };

  const look = async (): Promise<void> => {
    await learnSamId();
    await resetWhenStuck();
    if (lying !== null && (await liesThere(lying))) return;
    const found = await steps.find();
    if (!found.ok) return fail(found.error);
    silentExchanges = 0;
    link.show({ kind: 'ready' });
    if (found.value) return lookAtFound();
    // Most makes find nothing while a read card lies there: only what they said otherwise keeps it.
    if (lying?.canTell === 'yes') lying.wasNotFound = true;
    else if (lying !== null) lift();
    else reported = null;
  };

  async function poll(): Promise<void> {
    isPolling = true;
    await look();
    isPolling = false;
    if (isClosed || !link.isOpen()) return;
    cancelPoll();
    cancelPoll = deps.timers.after(silentExchanges > 0 ? SILENT_POLL_MS : pollMs, () => {
      if (!isPolling) void poll();
    });
  }

  return {
    state: link.state,
    samId: () => samId,
    close: async () => {
      isClosed = true;
      cancelPoll();
      exchange.onLoss();
      await link.close();
    },
  };
};
