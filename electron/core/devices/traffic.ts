import { bytesToHex, bytesToLatin1 } from '../../../shared/codec/bytes.ts';
import type { DeviceRole } from '../../../shared/device-setting.ts';
import type { Clock } from '../deps.ts';
import type { OpenLine } from './line.ts';

/** Bytes as a person may see them: nothing of a card, and no document number. */
export interface TrafficEntry {
  readonly atMs: number;
  readonly direction: 'in' | 'out';
  readonly lengthBytes: number;
  /** Null where only the length may be shown. */
  readonly hex: string | null;
  readonly text: string | null;
}

export interface Traffic {
  /** The line opener of one device, listened to. */
  readonly tap: (openLine: OpenLine) => OpenLine;
  /** Newest last. */
  readonly entries: () => readonly TrafficEntry[];
}

interface Kept {
  readonly atMs: number;
  readonly direction: 'in' | 'out';
  readonly bytes: Uint8Array;
  readonly lengthBytes: number;
}

const ENTRIES_MAX = 60;
const KEPT_BYTES_MAX = 160;
// Pieces of one message arrive this close together.
const SAME_MESSAGE_MS = 60;

const SAM_PREAMBLE = 'AA AA AA 96 69';
/** Preamble, length and the three status bytes: what the reader says, without what the card says. */
const SAM_HEAD_BYTES = 10;
const JOB_HEAD_BYTES = 48;
const DOCUMENT = /[0-9]{17}[0-9Xx]/gu;
const BP_LINE = /^([0-9]{4}(?:,[0-9]{2}){4},)([^,]{1,20})/u;

const blank = (text: string): string => '*'.repeat(text.length);

/** The part of a message that may be seen; null: none of it. */
const seenPart = (role: DeviceRole, { direction, bytes }: Kept): Uint8Array | null => {
  if (role === 'id-reader') {
    const head = bytes.subarray(0, SAM_HEAD_BYTES);
    return bytesToHex(head).startsWith(SAM_PREAMBLE) ? head : null;
  }
  if (role === 'printer' && direction === 'out') return bytes.subarray(0, JOB_HEAD_BYTES);
  const text = bytesToLatin1(bytes);
  if (role === 'blood-pressure' && direction === 'in' && !BP_LINE.test(text)) return null;
  const masked = text
    .replace(DOCUMENT, blank)
    .replace(BP_LINE, (_, head: string, id: string) => head + blank(id));
  return Uint8Array.from(masked, (character) => character.charCodeAt(0));
};

const toEntry = (role: DeviceRole, kept: Kept): TrafficEntry => {
  const { atMs, direction, lengthBytes } = kept;
  const seen = seenPart(role, kept);
  const text = seen && bytesToLatin1(seen).replace(/[^\x20-\x7e]/gu, '·');
  return { atMs, direction, lengthBytes, hex: seen && bytesToHex(seen), text };
};

/** The last messages of one device, for the page that shows them; in memory only. */
export const createTraffic = (clock: Clock, role: DeviceRole): Traffic => {
  let kept: readonly Kept[] = [];

  const put = (direction: 'in' | 'out', bytes: Uint8Array): void => {
    const atMs = clock.nowMs();
    const last = kept.at(-1);
    const goesOn =
      last !== undefined &&
      last.direction === direction &&
      Math.abs(atMs - last.atMs) <= SAME_MESSAGE_MS &&
      last.bytes.length + bytes.length <= KEPT_BYTES_MAX;
    const before = goesOn ? last : { bytes: new Uint8Array(0), lengthBytes: 0 };
    const entry: Kept = {
      atMs,
      direction,
      bytes: Uint8Array.of(...before.bytes, ...bytes.subarray(0, KEPT_BYTES_MAX)),
      lengthBytes: before.lengthBytes + bytes.length,
    };
    kept = [...(goesOn ? kept.slice(0, -1) : kept), entry].slice(-ENTRIES_MAX);
  };

  return {
    tap: (openLine) => (url, listener) => {
      const line = openLine(url, {
        ...listener,
        onBytes: (bytes) => {
          put('in', bytes);
          listener.onBytes(bytes);
        },
      });
      return {
        ...line,
        write: (bytes, deadlineMs) => {
          put('out', bytes);
          return line.write(bytes, deadlineMs);
        },
      };
    },
    entries: () => kept.map((each) => toEntry(role, each)),
  };
};
