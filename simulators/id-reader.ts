import { type CardFile, cardPhoto, cardText } from './card.ts';
import type { Endpoint, OnBytes } from './endpoint.ts';

/** How a make answers while a card that was read lies there. */
export interface ReaderHabits {
  /** Goes on finding a card that has been read; most do not, until it was taken off. */
  readonly keepsFinding: boolean;
  /** What it says to a question for the further address: honest, always the same, or nothing it knows. */
  readonly address: 'honest' | 'always-none' | 'unknown-command';
}

export interface IdReaderSimulator {
  /** Puts a card on the reader; one that already lies there is taken off first. */
  readonly placeCard: (card: CardFile) => void;
  readonly removeCard: () => void;
  readonly card: () => CardFile | null;
  /** How often base data went out. */
  readonly reads: () => number;
  /** How often the reader was reset. */
  readonly resets: () => number;
  /** The next card is taken away while it is being read. */
  readonly liftDuringRead: (times?: number) => void;
  /** Answers every reading with this outcome until it is reset; 0: no more. */
  readonly jam: (status: number) => void;
  readonly setHabits: (habits: Partial<ReaderHabits>) => void;
  readonly unplug: () => Promise<void>;
  readonly plug: () => Promise<void>;
}

const PREAMBLE = Buffer.from('AAAAAA9669', 'hex');
const HEADER = PREAMBLE.length + 2;
const COMMAND_LENGTH_MAX = 16;
const PENDING_MAX = 4096;
// 05.03, made 2016-03-25, 1234567, 1234567890
const SAM_ID = Buffer.from('05000300459F330187D61200D2029649', 'hex');

const xor = (bytes: Uint8Array): number => {
  let sum = 0;
  for (const byte of bytes) sum ^= byte;
  return sum;
};

const reply = (status: number, data: Uint8Array = new Uint8Array(0)): Buffer => {
  const body = Buffer.alloc(2 + 3 + data.length);
  body.writeUInt16BE(3 + data.length + 1, 0);
  body[4] = status;
  body.set(data, 5);
  return Buffer.concat([PREAMBLE, body, Buffer.of(xor(body))]);
};

const baseData = (card: CardFile): Buffer =>
  Buffer.concat([Buffer.from('01000400', 'hex'), cardText(card), cardPhoto(card)]);

/** A SAM-V card reader. After a card was read it finds nothing until that card is taken off, like the real one. */
export const createIdReaderSimulator = (
  endpoint: () => Endpoint,
): IdReaderSimulator & { readonly onBytes: OnBytes } => {
  let card: CardFile | null = null;
  let progress: 'fresh' | 'found' | 'selected' | 'spent' = 'fresh';
  let pending = Buffer.alloc(0);
  let reads = 0;
  let resets = 0;
  let lifts = 0;
  let jammed = 0;
  let habits: ReaderHabits = { keepsFinding: false, address: 'honest' };

  const readBase = (): Buffer => {
    if (card === null || progress !== 'selected') return reply(0x41);
    if (lifts > 0) {
      lifts -= 1;
      card = null;
      return reply(0x41);
    }
    if (jammed !== 0) return reply(jammed);
    progress = 'spent';
    reads += 1;
    return reply(0x90, baseData(card));
  };

  const find = (): Buffer => {
    if (card === null || (progress === 'spent' && !habits.keepsFinding)) return reply(0x80);
    progress = 'found';
    return reply(0x9f, new Uint8Array(4));
  };

  const select = (): Buffer => {
    if (card === null || progress !== 'found') return reply(0x81);
    progress = 'selected';
    return reply(0x90, new Uint8Array(8));
  };

  /** No card of ours has a further address; without a selected card there is nothing to ask. */
  const address = (): Buffer => {
    if (habits.address === 'unknown-command') return reply(0x21);
    const isThere = card !== null && (progress === 'spent' || progress === 'selected');
    return reply(isThere || habits.address === 'always-none' ? 0x91 : 0x41);
  };

  const reset = (): Buffer => {
    resets += 1;
    jammed = 0;
    if (progress !== 'spent') progress = 'fresh';
    return reply(0x90);
  };

  const answer = (command: number): Buffer => {
    switch (command) {
      case 0x10ff:
        return reset();
      case 0x11ff:
        return reply(0x90);
      case 0x12ff:
        return reply(0x90, SAM_ID);
      case 0x2001:
        return find();
      case 0x2002:
        return select();
      case 0x3001:
        return readBase();
      case 0x3003:
        return address();
      default:
        return reply(0x21);
    }
  };

  const take = (frame: Buffer): void => {
    const isWhole = xor(frame.subarray(PREAMBLE.length)) === 0;
    endpoint().send(isWhole ? answer(frame.readUInt16BE(HEADER)) : reply(0x10));
  };

  const onBytes = (bytes: Uint8Array): void => {
    pending = Buffer.concat([pending, bytes]).subarray(-PENDING_MAX);
    for (;;) {
      const at = pending.indexOf(PREAMBLE);
      if (at < 0) return;
      pending = pending.subarray(at);
      if (pending.length < HEADER) return;
      const length = pending.readUInt16BE(PREAMBLE.length);
      if (length < 3 || length > COMMAND_LENGTH_MAX) {
        pending = pending.subarray(1);
        continue;
      }
      if (pending.length < HEADER + length) return;
      const frame = pending.subarray(0, HEADER + length);
      pending = pending.subarray(HEADER + length);
      take(frame);
    }
  };

  return {
    onBytes,
    placeCard: (placed) => {
      // Fails here, and not half way through a read, when the file does not fit on a card.
      baseData(placed);
      card = placed;
      progress = 'fresh';
    },
    removeCard: () => {
      card = null;
      progress = 'fresh';
    },
    card: () => card,
    reads: () => reads,
    resets: () => resets,
    liftDuringRead: (times = 1) => {
      lifts = times;
    },
    jam: (status) => {
      jammed = status;
    },
    setHabits: (changed) => {
      habits = { ...habits, ...changed };
    },
    unplug: () => endpoint().unplug(),
    plug: () => endpoint().plug(),
  };
};
