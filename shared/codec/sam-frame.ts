import { concatBytes } from './bytes.ts';
import type { Step } from './step.ts';

/**
 * Frames of the resident ID card reader (SAM-V) over serial or USB:
 * `AA AA AA 96 69 | length high, low | command, parameter or SW1 SW2 SW3 | data | XOR`.
 * The length counts everything after itself, the XOR takes everything after the preamble but itself.
 */
const PREAMBLE = [0xaa, 0xaa, 0xaa, 0x96, 0x69] as const;
const HEADER_BYTES = PREAMBLE.length + 2;
const STATUS_BYTES = 3;
const XOR_BYTES = 1;
const LENGTH_MIN = STATUS_BYTES + XOR_BYTES;
// The longest reply is base data with fingerprints: 2+2+2 lengths, 256 text, 1024 photo, 1024 fingerprints.
const LENGTH_MAX = STATUS_BYTES + 6 + 256 + 1024 + 1024 + XOR_BYTES;
export const SAM_FRAME_BYTES_MAX = HEADER_BYTES + LENGTH_MAX;

const COMMANDS = {
  'reset-sam': [0x10, 0xff],
  'sam-status': [0x11, 0xff],
  'read-sam-id': [0x12, 0xff],
  'find-card': [0x20, 0x01],
  'select-card': [0x20, 0x02],
  'read-base': [0x30, 0x01],
  'read-address': [0x30, 0x03],
} as const;

export type SamCommand = keyof typeof COMMANDS;

const xorOf = (bytes: Uint8Array): number => bytes.reduce((xor, byte) => xor ^ byte, 0);

/** The command frame, byte for byte as the reader takes it. */
export const samCommandFrame = (command: SamCommand): Uint8Array => {
  const body = Uint8Array.of(0x00, 0x03, ...COMMANDS[command]);
  return Uint8Array.of(...PREAMBLE, ...body, xorOf(body));
};

export interface SamReply {
  readonly kind: 'reply';
  /** SW1 SW2; some readers put detail of a failure here. */
  readonly detail: readonly [number, number];
  /** SW3, the outcome: 0x90 done, 0x9F card found, 0x80 none found, 0x81 not selected, 0x41 not read … */
  readonly status: number;
  readonly data: Uint8Array;
  /** Bytes before the frame that belonged to none. */
  readonly noiseBytes: number;
}

export type SamEvent =
  | SamReply
  | { readonly kind: 'bad-checksum'; readonly frameBytes: number }
  | { readonly kind: 'bad-length'; readonly declared: number };

export interface SamState {
  readonly pending: Uint8Array;
  readonly noiseBytes: number;
}

export const samInitial: SamState = { pending: new Uint8Array(0), noiseBytes: 0 };

const matchesPreamble = (bytes: Uint8Array, from: number): boolean => {
  const compared = Math.min(PREAMBLE.length, bytes.length - from);
  for (let at = 0; at < compared; at += 1) if (bytes[from + at] !== PREAMBLE[at]) return false;
  return true;
};

const replyAt = (frame: Uint8Array, noiseBytes: number): SamReply => ({
  kind: 'reply',
  detail: [frame[HEADER_BYTES] ?? 0, frame[HEADER_BYTES + 1] ?? 0],
  status: frame[HEADER_BYTES + 2] ?? 0,
  data: frame.slice(HEADER_BYTES + STATUS_BYTES, frame.length - XOR_BYTES),
  noiseBytes,
});

/**
 * Takes bytes from the reader. After a bad length or checksum it looks for the next preamble one byte further on, so
 * a good frame behind noise is found. What is kept never exceeds `SAM_FRAME_BYTES_MAX` and the bytes just given.
 */
export const samFeed = (state: SamState, bytes: Uint8Array): Step<SamState, SamEvent> => {
  const buffer = concatBytes(state.pending, bytes);
  const events: SamEvent[] = [];
  let noiseBytes = state.noiseBytes;
  let at = 0;
  while (at < buffer.length) {
    if (!matchesPreamble(buffer, at)) {
      at += 1;
      noiseBytes += 1;
      continue;
    }
    if (buffer.length - at < HEADER_BYTES) break;
    const declared = ((buffer[at + 5] ?? 0) << 8) | (buffer[at + 6] ?? 0);
    if (declared < LENGTH_MIN || declared > LENGTH_MAX) {
      events.push({ kind: 'bad-length', declared });
      at += 1;
      noiseBytes += 1;
      continue;
    }
    const end = at + HEADER_BYTES + declared;
    if (buffer.length < end) break;
    if (xorOf(buffer.subarray(at + PREAMBLE.length, end)) === 0) {
      events.push(replyAt(buffer.subarray(at, end), noiseBytes));
      at = end;
      noiseBytes = 0;
    } else {
      events.push({ kind: 'bad-checksum', frameBytes: end - at });
      at += 1;
      noiseBytes += 1;
    }
  }
  return { state: { pending: buffer.slice(at), noiseBytes }, events };
};

/** What was under way when the reader fell silent: nothing, noise only, or the beginning of a frame. */
export const samUnfinished = (state: SamState): 'nothing' | 'noise' | 'half-frame' => {
  if (state.pending.length > 0) return 'half-frame';
  return state.noiseBytes > 0 ? 'noise' : 'nothing';
};
