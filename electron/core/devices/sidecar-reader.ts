import { readIdCard } from '../../../shared/codec/id-card-layout.ts';
import { hexToBytes } from '../../../shared/codec/hex.ts';
import {
  SIDECAR_PROTOCOL,
  type SidecarEvent,
  sidecarFeed,
  sidecarInitial,
  type SidecarMessage,
  type SidecarRequest,
  sidecarRequestBytes,
} from '../../../shared/codec/sidecar.ts';
import type { Cancel } from '../deps.ts';
import { createLink, type DeviceDeps, type Link } from './device.ts';
import type {
  IdReader,
  IdReaderListener,
  IdReaderOptions,
  IdReaderTrouble,
} from './id-reader-port.ts';

const BEAT_MS = 2000;
// Three beats of the sidecar's: a program that hangs is not a reader without a card.
const SILENCE_MAX_MS = 6000;
const WRITE_DEADLINE_MS = 1000;
// A sidecar that goes on talking nonsense is some other program on that port.
const BAD_LINES_MAX = 5;
// A library that reports the same trouble so often in a row is asked to reset the reader.
const PROBLEMS_BEFORE_RESET = 3;

type CardMessage = Extract<SidecarMessage, { type: 'card' }>;

/** Takes the card reads of a sidecar (`docs/id-reader-sidecar.md`): a program beside ours that listens on a socket. */
export const createSidecarReader = (
  deps: DeviceDeps,
  { url }: IdReaderOptions,
  listener: IdReaderListener,
): IdReader => {
  let state = sidecarInitial;
  let isGreeted = false;
  let isSilent = false;
  let readerState: Extract<SidecarMessage, { type: 'state' }>['state'] = 'ready';
  let samId: string | null = null;
  let lyingNumber: string | null = null;
  let badLines = 0;
  let problems = 0;
  let reported: IdReaderTrouble['kind'] | null = null;
  let isClosed = false;
  let cancelBeat: Cancel = () => {};
  let cancelSilence: Cancel = () => {};

  const send = (request: SidecarRequest): void => {
    void link.write(sidecarRequestBytes(request), WRITE_DEADLINE_MS);
  };

  const report = (trouble: IdReaderTrouble): void => {
    if (isClosed || reported === trouble.kind) return;
    reported = trouble.kind;
    deps.log.warn(
      `id-reader.${trouble.kind}`,
      'status' in trouble ? { status: trouble.status } : {},
    );
    listener.onProblem({ ...trouble, atMs: deps.clock.nowMs() });
  };

  const beat = (): void => {
    cancelBeat = deps.timers.after(BEAT_MS, () => {
      send({ type: 'beat' });
      beat();
    });
  };

  const awaitSign = (): void => {
    cancelSilence();
    cancelSilence = deps.timers.after(SILENCE_MAX_MS, () => {
      isSilent = true;
      report({ kind: 'no-reply' });
      link.show({ kind: 'lost', reason: 'no-reply' });
    });
  };

  const lift = (): void => {
    reported = null;
    if (lyingNumber === null) return;
    lyingNumber = null;
    if (!isClosed) listener.onRemoved();
  };

  const forget = (): void => {
    cancelBeat();
    cancelSilence();
    state = sidecarInitial;
    isGreeted = false;
    isSilent = false;
    readerState = 'ready';
    samId = null;
    badLines = 0;
    problems = 0;
    lift();
  };

  const link: Link = createLink(deps, url, {
    onState: listener.onState,
    onOpen: () => {
      forget();
      // It is no reader before it has said that it keeps the contract.
      link.show({ kind: 'busy' });
      send({ type: 'hello', protocols: [SIDECAR_PROTOCOL], app: 'bloodmobile' });
      beat();
      awaitSign();
    },
    onBytes: (bytes) => {
      const step = sidecarFeed(state, bytes);
      state = step.state;
      for (const event of step.events) take(event);
    },
    onLoss: forget,
  });

  const takeCard = ({ text, photo, samId: cardSamId }: CardMessage): void => {
    const block = hexToBytes(text);
    if (block === null) return;
    const card = readIdCard(block);
    if (!card.ok) return report({ kind: 'card-unreadable', reason: card.error });
    // The contract says once for each placing; a sidecar that polls and forgets would register people twice.
    if (card.value.number === lyingNumber) return;
    lift();
    problems = 0;
    lyingNumber = card.value.number;
    samId = cardSamId ?? samId;
    const photoBytes = photo === null ? null : hexToBytes(photo);
    const atMs = deps.clock.nowMs();
    listener.onCard({
      ...{ card: card.value, text: block, photo: photoBytes ?? new Uint8Array(0) },
      ...{ samId, atMs },
    });
  };

  const showReader = (): void => {
    isSilent = false;
    link.show(
      readerState === 'absent' ? { kind: 'lost', reason: 'no-reply' } : { kind: readerState },
    );
  };

  const takeMessage = (message: SidecarMessage): void => {
    if (isClosed) return;
    if (message.type === 'hello') {
      isGreeted = message.protocol === SIDECAR_PROTOCOL;
      samId = message.reader?.samId ?? null;
      if (isGreeted) return showReader();
      report({ kind: 'sidecar-wrong' });
      return link.show({ kind: 'lost', reason: 'no-reply' });
    }
    if (!isGreeted) return;
    if (isSilent) showReader();
    switch (message.type) {
      case 'state':
        readerState = message.state;
        return showReader();
      case 'card':
        return takeCard(message);
      case 'removed':
        return lift();
      case 'problem': {
        const { problem, status } = message;
        report(
          problem === 'card-refused'
            ? { kind: problem, status: status ?? 'unknown' }
            : { kind: problem },
        );
        problems += problem === 'card-lifted' ? 0 : 1;
        if (problems < PROBLEMS_BEFORE_RESET) return;
        problems = 0;
        return send({ type: 'reset' });
      }
      case 'beat':
        return;
    }
  };

  const take = (event: SidecarEvent): void => {
    if (event.kind === 'message') {
      awaitSign();
      return takeMessage(event.message);
    }
    if (event.kind === 'unknown-message') return awaitSign();
    badLines += 1;
    if (badLines > BAD_LINES_MAX) return;
    deps.log.warn('id-reader.sidecar-bad-line', { reason: event.reason });
    if (badLines < BAD_LINES_MAX) return;
    report({ kind: 'sidecar-wrong' });
    link.show({ kind: 'lost', reason: 'no-reply' });
  };

  return {
    state: link.state,
    samId: () => samId,
    close: async () => {
      isClosed = true;
      cancelBeat();
      cancelSilence();
      await link.close();
    },
  };
};
