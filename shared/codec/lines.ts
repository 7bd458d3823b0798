import { bytesToLatin1 } from './bytes.ts';
import type { Step } from './step.ts';

/** Bytes into lines ended by CR, LF or CRLF. Empty lines are dropped, so a CRLF may be cut anywhere. */
export interface LinesConfig {
  readonly lineBytesMax: number;
}

export interface LinesState {
  readonly pending: Uint8Array;
  /** The line in hand is longer than allowed: everything up to its end is dropped. */
  readonly overflowed: boolean;
}

export type LinesEvent =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'line-too-long' };

export const linesInitial: LinesState = { pending: new Uint8Array(0), overflowed: false };

const CR = 0x0d;
const LF = 0x0a;

export const linesFeed = (
  config: LinesConfig,
  state: LinesState,
  bytes: Uint8Array,
): Step<LinesState, LinesEvent> => {
  const events: LinesEvent[] = [];
  const line = new Uint8Array(config.lineBytesMax);
  line.set(state.pending);
  let length = state.pending.length;
  let overflowed = state.overflowed;
  for (const byte of bytes) {
    if (byte === CR || byte === LF) {
      if (overflowed) events.push({ kind: 'line-too-long' });
      else if (length > 0) {
        events.push({ kind: 'line', text: bytesToLatin1(line.subarray(0, length)) });
      }
      length = 0;
      overflowed = false;
    } else if (length === config.lineBytesMax) {
      length = 0;
      overflowed = true;
    } else if (!overflowed) {
      line[length] = byte;
      length += 1;
    }
  }
  return { state: { pending: line.slice(0, length), overflowed }, events };
};
