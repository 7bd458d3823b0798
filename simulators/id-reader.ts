import { type CardFile, cardPhoto, cardText } from './card.ts';
import type { Endpoint } from './endpoint.ts';

/** What can go wrong, each for the next `times` occasions; `lifted-during-read` also takes the card away. */
export type ReaderFault =
  | 'silence'
  | 'half-frame'
  | 'bad-checksum'
  | 'lifted-during-read'
  | 'noise';

export interface IdReaderSimulator {
  /** Puts a card on the reader; one that already lies there is taken off first. */
  readonly placeCard: (card: CardFile) => void;
  readonly removeCard: () => void;
  readonly card: () => CardFile | null;
  /** How often base data went out whole. */
  readonly reads: () => number;
  readonly fault: (fault: ReaderFault, times?: number) => void;
  /** Some readers go on finding a card that has been read and lies there; off, as with most. */
  readonly keepsFinding: (isOn: boolean) => void;
  readonly unplug: () => Promise<void>;
  readonly plug: () => Promise<void>;
}

const PREAMBLE = Buffer.from('AAAAAA9669', 'hex');
const HEADER = PREAMBLE.length + 2;
const COMMAND_LENGTH_MAX = 16;
const PENDING_MAX = 4096;
const NOISE = Buffer.from('00FFAAAA1357AAAAAA96', 'hex');
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
): IdReaderSimulator & { readonly onBytes: (bytes: Uint8Array) => void } => {
  let card: CardFile | null = null;
  let progress: 'fresh' | 'found' | 'selected' | 'spent' = 'fresh';
  let pending = Buffer.alloc(0);
  let reads = 0;
  let keepsFinding = false;
  const faults = new Map<ReaderFault, number>();

  const takeFault = (fault: ReaderFault): boolean => {
    const left = faults.get(fault) ?? 0;
    if (left === 0) return false;
    faults.set(fault, left - 1);
    return true;
  };

  const readBase = (): Buffer => {
    if (card === null || progress !== 'selected') return reply(0x41);
    if (takeFault('lifted-during-read')) {
      card = null;
      return reply(0x41);
    }
    progress = 'spent';
    const frame = reply(0x90, baseData(card));
    if (takeFault('half-frame')) return frame.subarray(0, frame.length >> 1);
    if (takeFault('bad-checksum')) {
      frame[400] = (frame[400] ?? 0) ^ 0x10;
      return frame;
    }
    reads += 1;
    return frame;
  };

  const find = (): Buffer => {
    if (card === null || (progress === 'spent' && !keepsFinding)) return reply(0x80);
    progress = 'found';
    return reply(0x9f, new Uint8Array(4));
  };

  const select = (): Buffer => {
    if (card === null || progress !== 'found') return reply(0x81);
    progress = 'selected';
    return reply(0x90, new Uint8Array(8));
  };

  const answer = (command: number): Buffer => {
    switch (command) {
      case 0x10ff:
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
        return reply(0x91);
      default:
        return reply(0x21);
    }
  };

  const take = (frame: Buffer): void => {
    if (takeFault('silence')) return;
    if (takeFault('noise')) endpoint().send(NOISE);
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
    fault: (fault, times = 1) => void faults.set(fault, times),
    keepsFinding: (isOn) => {
      keepsFinding = isOn;
    },
    unplug: () => endpoint().unplug(),
    plug: () => endpoint().plug(),
  };
};
