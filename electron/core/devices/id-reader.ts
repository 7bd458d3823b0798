import { type CardRefusal, type IdCard, readIdCard } from '../../../shared/codec/id-card-layout.ts';
import {
  readBaseData,
  readSamId,
  SAM_STATUS,
  samStatusName,
} from '../../../shared/codec/sam-id-card.ts';
import type { SamReply } from '../../../shared/codec/sam-frame.ts';
import type { DeviceUrl } from '../../../shared/device-url.ts';
import type { Cancel } from '../deps.ts';
import { createLink, type Device, type DeviceDeps, type DeviceState, type Link } from './device.ts';
import { createSamExchange, type SamAnswer } from './sam-exchange.ts';

export interface PlacedCard {
  readonly card: IdCard;
  /** The text block as on the card, 256 bytes; kept raw. */
  readonly text: Uint8Array;
  /** 1024 bytes as on the card (WLT); kept raw. */
  readonly photo: Uint8Array;
  /** The reader's own number, null when it does not tell. */
  readonly samId: string | null;
  readonly atMs: number;
}

/** After each of these the reader goes on by itself; the card usually has to be placed again. */
export type IdReaderProblem =
  | { readonly kind: 'card-lifted'; readonly atMs: number }
  | { readonly kind: 'bad-checksum'; readonly atMs: number }
  | { readonly kind: 'half-frame'; readonly atMs: number }
  | { readonly kind: 'noise'; readonly atMs: number }
  | { readonly kind: 'no-reply'; readonly atMs: number }
  /** The reader answered with a failure; `status` is its name from the protocol. */
  | { readonly kind: 'card-refused'; readonly status: string; readonly atMs: number }
  | { readonly kind: 'card-unreadable'; readonly reason: CardRefusal; readonly atMs: number };

export interface IdReaderListener {
  readonly onState: (state: DeviceState) => void;
  /** Once for each placed card; the next comes after this one has been removed. */
  readonly onCard: (placed: PlacedCard) => void;
  /** Once for each placing, however often it is tried again. */
  readonly onProblem: (problem: IdReaderProblem) => void;
}

export interface IdReaderOptions {
  readonly url: DeviceUrl | null;
  /** Time between two looks for a card; readers want at least 300 ms. */
  readonly pollMs?: number;
}

export interface IdReader extends Device {
  readonly samId: () => string | null;
}

const POLL_MS = 300;
const SILENT_POLL_MS = 1000;
// Real readers find nothing while a read card lies there; for one that does, this is how often we look whose it is.
const SECOND_LOOK_MS = 1000;
const SHORT_DEADLINE_MS = 1000;
// 1295 bytes take 1.35 s at 9600 baud, after the second that reading the card takes.
const READ_DEADLINE_MS = 4000;
const SAM_ID_DEADLINE_MS = 500;
const SAM_ID_TRIES_MAX = 2;
const SILENT_EXCHANGES_MAX = 2;
// Lengths by which answers are told from late ones to an earlier command.
const SELECT_BYTES = 8;
const SAM_ID_BYTES = 16;

type Found = 'none' | 'found';
type Problem = IdReaderProblem extends infer P
  ? P extends unknown
    ? Omit<P, 'atMs'>
    : never
  : never;

/** Finds, selects and reads cards (find → select → read base), for as long as it is open. */
export const createIdReader = (
  deps: DeviceDeps,
  { url, pollMs = POLL_MS }: IdReaderOptions,
  listener: IdReaderListener,
): IdReader => {
  let samId: string | null = null;
  let samIdTries = 0;
  let silentExchanges = 0;
  let mustBeRemoved = false;
  let lastNumber: string | null = null;
  let lookedAtMs = 0;
  let isSecondLook = false;
  let reported: Problem['kind'] | null = null;
  let isPolling = false;
  let isClosed = false;
  let cancelPoll: Cancel = () => {};

  const exchange = createSamExchange(deps.timers, () => link);
  const link: Link = createLink(deps, url, {
    onState: listener.onState,
    onBytes: exchange.onBytes,
    onLoss: exchange.onLoss,
    onOpen: () => {
      samId = null;
      samIdTries = 0;
      silentExchanges = 0;
      mustBeRemoved = false;
      reported = null;
      if (!isPolling) void poll();
    },
  });

  const report = (problem: Problem): void => {
    if (isClosed || isSecondLook || reported === problem.kind) return;
    reported = problem.kind;
    const detail = 'status' in problem ? { status: problem.status } : {};
    deps.log.warn(`id-reader.${problem.kind}`, detail);
    listener.onProblem({ ...problem, atMs: deps.clock.nowMs() });
  };

  /** The reply, or null when there was none that helps; the trouble has then been reported. */
  const replyOf = (answer: SamAnswer): SamReply | null => {
    if (answer.kind === 'reply') {
      silentExchanges = 0;
      return answer.reply;
    }
    if (answer.kind === 'line-lost') return null;
    report({ kind: answer.trouble });
    silentExchanges = answer.trouble === 'no-reply' ? silentExchanges + 1 : 0;
    if (silentExchanges >= SILENT_EXCHANGES_MAX) link.show({ kind: 'lost', reason: 'no-reply' });
    return null;
  };

  const learnSamId = async (): Promise<void> => {
    if (samId !== null || samIdTries >= SAM_ID_TRIES_MAX) return;
    samIdTries += 1;
    const answer = await exchange.ask(
      'read-sam-id',
      (reply) => reply.data.length === SAM_ID_BYTES || reply.status !== SAM_STATUS.done,
      SAM_ID_DEADLINE_MS,
    );
    // A reader that does not tell its number reads cards all the same: no trouble to report.
    if (answer.kind === 'reply') samId = readSamId(answer.reply);
  };

  const findCard = async (): Promise<Found | null> => {
    const { cardFound, findFailed } = SAM_STATUS;
    const reply = replyOf(
      await exchange.ask(
        'find-card',
        ({ status }) => status === cardFound || status === findFailed,
        SHORT_DEADLINE_MS,
      ),
    );
    if (reply === null) return null;
    return reply.status === cardFound ? 'found' : 'none';
  };

  const selectCard = async (): Promise<boolean> => {
    const { cardFound, findFailed, done, selectFailed } = SAM_STATUS;
    const reply = replyOf(
      await exchange.ask(
        'select-card',
        // An answer to `find-card` that comes late, and a late card, answer nothing here.
        ({ status, data }) =>
          status !== cardFound &&
          status !== findFailed &&
          (status !== done || data.length <= SELECT_BYTES),
        SHORT_DEADLINE_MS,
      ),
    );
    if (reply === null) return false;
    if (reply.status === done) return true;
    if (reply.status === selectFailed) report({ kind: 'card-lifted' });
    else report({ kind: 'card-refused', status: samStatusName(reply.status) });
    return false;
  };

  const readCard = async (): Promise<void> => {
    const { cardFound, findFailed, done, readFailed } = SAM_STATUS;
    const reply = replyOf(
      await exchange.ask(
        'read-base',
        ({ status, data }) =>
          status !== cardFound &&
          status !== findFailed &&
          (status !== done || data.length > SAM_ID_BYTES),
        READ_DEADLINE_MS,
      ),
    );
    if (reply === null) return;
    if (reply.status === readFailed) return report({ kind: 'card-lifted' });
    if (reply.status !== done) {
      return report({ kind: 'card-refused', status: samStatusName(reply.status) });
    }
    const base = readBaseData(reply);
    if (!base.ok) return report({ kind: 'card-unreadable', reason: 'text-length-wrong' });
    const card = readIdCard(base.value.text);
    mustBeRemoved = true;
    if (!card.ok) return report({ kind: 'card-unreadable', reason: card.error });
    reported = null;
    if (isClosed || (isSecondLook && card.value.number === lastNumber)) return;
    lastNumber = card.value.number;
    const atMs = deps.clock.nowMs();
    const { text, photo } = base.value;
    listener.onCard({ card: card.value, text, photo, samId, atMs });
  };

  const look = async (): Promise<void> => {
    await learnSamId();
    const found = await findCard();
    if (found === null) return;
    link.show({ kind: 'ready' });
    if (found === 'none') {
      mustBeRemoved = false;
      reported = null;
    } else if (!mustBeRemoved) {
      link.show({ kind: 'busy' });
      if (await selectCard()) await readCard();
      link.show({ kind: 'ready' });
      lookedAtMs = deps.clock.nowMs();
    } else if (Math.abs(deps.clock.nowMs() - lookedAtMs) >= SECOND_LOOK_MS) {
      isSecondLook = true;
      if (await selectCard()) await readCard();
      isSecondLook = false;
      lookedAtMs = deps.clock.nowMs();
    }
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
