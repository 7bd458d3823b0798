import { bytesToLatin1 } from './bytes.ts';
import type { Step } from './step.ts';

/** How the scanner is set to end a code. `any` takes CR, LF and CRLF; `none` needs the idle time of the device. */
export type ScannerSuffix = 'cr' | 'lf' | 'crlf' | 'tab' | 'any' | 'none';

export interface ScannerConfig {
  readonly suffix: ScannerSuffix;
  /** Sent by the scanner before every code and taken off; ASCII, control characters allowed. */
  readonly prefix?: string;
  /** Sent behind every code, before what ends it, and taken off. */
  readonly tail?: string;
}

export const SCANNER_DEFAULT: ScannerConfig = { suffix: 'any' };

export type GarbageReason =
  | 'control-character'
  | 'not-ascii'
  | 'too-long'
  | 'prefix-missing'
  | 'tail-missing'
  | 'suffix-missing';

/** What sets it right: a sentence in the page's texts, usually with a setting barcode to scan. */
export type GarbageAdvice = 'check-baud-rate' | 'check-suffix-setting' | 'check-prefix-setting';

export type ScannerEvent =
  | { readonly kind: 'scan'; readonly text: string }
  | {
      readonly kind: 'garbage';
      readonly reason: GarbageReason;
      readonly advice: GarbageAdvice;
      /** How many bytes were dropped; their content may be personal and is not passed on. */
      readonly droppedBytes: number;
    };

export interface ScannerState {
  readonly pending: Uint8Array;
  /** Length of the code in hand, the part beyond `SCAN_BYTES_MAX` included. */
  readonly lengthBytes: number;
  readonly endedByCr: boolean;
}

// The longest code of ISBT 128 is a compound message of under 150; a 2-D code of a document may be longer.
export const SCAN_BYTES_MAX = 512;

export const scannerInitial: ScannerState = {
  pending: new Uint8Array(0),
  lengthBytes: 0,
  endedByCr: false,
};

const CR = 0x0d;
const LF = 0x0a;
const TAB = 0x09;
const PRINTABLE_LAST = 0x7e;
// STX and ETX around a code are a frame on every scanner that sends them: no setting is needed to take them off.
const FRAME = /^\x02|\x03$/gu;
const HAS_CONTROL = /[\x00-\x1f]/u;

const ADVICE: Readonly<Record<GarbageReason, GarbageAdvice>> = {
  'control-character': 'check-baud-rate',
  'not-ascii': 'check-baud-rate',
  'too-long': 'check-suffix-setting',
  'prefix-missing': 'check-prefix-setting',
  'tail-missing': 'check-suffix-setting',
  'suffix-missing': 'check-suffix-setting',
};

const garbage = (reason: GarbageReason, droppedBytes: number): ScannerEvent => ({
  kind: 'garbage',
  reason,
  advice: ADVICE[reason],
  droppedBytes,
});

const finished = (
  config: ScannerConfig,
  code: Uint8Array,
  lengthBytes: number,
): ScannerEvent | null => {
  if (lengthBytes > SCAN_BYTES_MAX) return garbage('too-long', lengthBytes);
  if (code.some((byte) => byte > PRINTABLE_LAST)) return garbage('not-ascii', lengthBytes);
  const { prefix = '', tail = '' } = config;
  const sent = bytesToLatin1(code);
  const hasPrefix = sent.startsWith(prefix);
  const hasTail = sent.length >= prefix.length + tail.length && sent.endsWith(tail);
  const inner = sent.slice(
    hasPrefix ? prefix.length : 0,
    hasTail ? sent.length - tail.length : undefined,
  );
  const text = inner.replace(FRAME, '');
  if (HAS_CONTROL.test(text)) return garbage('control-character', lengthBytes);
  if (!hasPrefix) return garbage('prefix-missing', lengthBytes);
  if (!hasTail) return garbage('tail-missing', lengthBytes);
  return text.length === 0 ? null : { kind: 'scan', text };
};

const endsCode = (suffix: ScannerSuffix, byte: number, endedByCr: boolean): boolean => {
  switch (suffix) {
    case 'any':
      return byte === CR || byte === LF;
    case 'cr':
      return byte === CR;
    case 'lf':
      return byte === LF;
    case 'crlf':
      return byte === LF && endedByCr;
    case 'tab':
      return byte === TAB;
    case 'none':
      return false;
  }
};

/** Takes bytes from a serial scanner. Empty codes are dropped without an event. */
export const scannerFeed = (
  config: ScannerConfig,
  state: ScannerState,
  bytes: Uint8Array,
): Step<ScannerState, ScannerEvent> => {
  const events: ScannerEvent[] = [];
  const code = new Uint8Array(SCAN_BYTES_MAX);
  code.set(state.pending);
  let { lengthBytes, endedByCr } = state;
  for (const byte of bytes) {
    if (endsCode(config.suffix, byte, endedByCr)) {
      const codeBytes = config.suffix === 'crlf' ? lengthBytes - 1 : lengthBytes;
      const kept = code.subarray(0, Math.min(codeBytes, SCAN_BYTES_MAX));
      const event = codeBytes > 0 ? finished(config, kept, codeBytes) : null;
      if (event !== null) events.push(event);
      lengthBytes = 0;
      endedByCr = false;
    } else {
      if (lengthBytes < SCAN_BYTES_MAX) code[lengthBytes] = byte;
      lengthBytes += 1;
      endedByCr = byte === CR;
    }
  }
  const pending = code.slice(0, Math.min(lengthBytes, SCAN_BYTES_MAX));
  return { state: { pending, lengthBytes, endedByCr }, events };
};

/**
 * The line has been idle for as long as the device waits: with `none` the code in hand is complete, with any other
 * suffix it never will be, and it is dropped by name instead of being glued to the next one.
 */
export const scannerIdle = (
  config: ScannerConfig,
  state: ScannerState,
): Step<ScannerState, ScannerEvent> => {
  if (state.lengthBytes === 0) return { state: scannerInitial, events: [] };
  const event =
    config.suffix === 'none'
      ? finished(config, state.pending, state.lengthBytes)
      : garbage('suffix-missing', state.lengthBytes);
  return { state: scannerInitial, events: event === null ? [] : [event] };
};
