import { asciiToBytes, bytesToLatin1 } from './bytes.ts';
import type { Step } from './step.ts';

/** How a label printer stands, whatever its language. */
export interface PrinterStatus {
  readonly isPaperOut: boolean;
  readonly isPaused: boolean;
  readonly isHeadOpen: boolean;
  readonly isRibbonOut: boolean;
  /** TSPL only. */
  readonly isJammed: boolean;
  /** TSPL only: the printer names no reason. */
  readonly hasOtherError: boolean;
  readonly isTooCold: boolean;
  readonly isTooHot: boolean;
  readonly isBufferFull: boolean;
  /** Jobs received and not yet printed. */
  readonly waitingFormats: number;
  /** Labels of the job in hand still to print. */
  readonly labelsRemaining: number;
}

export type PrinterStatusEvent = { readonly kind: 'status'; readonly status: PrinterStatus };

export interface PrinterStatusState {
  /** Bytes since STX, or null between strings. */
  readonly inString: Uint8Array | null;
  readonly first: readonly string[] | null;
  readonly second: readonly string[] | null;
}

export const PRINTER_STATUS_QUERY = asciiToBytes('~HS\r\n');
export const printerStatusInitial: PrinterStatusState = {
  inString: null,
  first: null,
  second: null,
};

const STX = 0x02;
const ETX = 0x03;
const STRING_BYTES_MAX = 128;
const FIRST_FIELDS = 12;
const SECOND_FIELDS = 11;
const THIRD_FIELDS = 2;

const statusOf = (first: readonly string[], second: readonly string[]): PrinterStatus => {
  const count = (text: string | undefined): number => {
    const value = Number(text);
    return Number.isSafeInteger(value) && value >= 0 ? value : 0;
  };
  return {
    isPaperOut: first[1] === '1',
    isPaused: first[2] === '1',
    waitingFormats: count(first[4]),
    isBufferFull: first[5] === '1',
    isTooCold: first[10] === '1',
    isTooHot: first[11] === '1',
    isHeadOpen: second[2] === '1',
    isRibbonOut: second[3] === '1',
    isJammed: false,
    hasOtherError: false,
    labelsRemaining: count(second[8]),
  };
};

/** Takes bytes from a ZPL printer, which answers `~HS` with three strings, each between STX and ETX. Strings are told apart by their number of fields; anything else is passed over. */
export const printerStatusFeed = (
  state: PrinterStatusState,
  bytes: Uint8Array,
): Step<PrinterStatusState, PrinterStatusEvent> => {
  const events: PrinterStatusEvent[] = [];
  const buffer = new Uint8Array(STRING_BYTES_MAX);
  buffer.set(state.inString ?? []);
  let length = state.inString === null ? -1 : state.inString.length;
  let { first, second } = state;
  for (const byte of bytes) {
    if (byte === STX) length = 0;
    else if (byte === ETX && length >= 0) {
      const fields = bytesToLatin1(buffer.subarray(0, length)).split(',');
      if (fields.length === FIRST_FIELDS) {
        first = fields;
        second = null;
      } else if (fields.length === SECOND_FIELDS) second = fields;
      else if (fields.length === THIRD_FIELDS && first !== null && second !== null) {
        events.push({ kind: 'status', status: statusOf(first, second) });
        first = null;
        second = null;
      }
      length = -1;
    } else if (length === STRING_BYTES_MAX) length = -1;
    else if (length >= 0) {
      buffer[length] = byte;
      length += 1;
    }
  }
  return {
    state: { inString: length < 0 ? null : buffer.slice(0, length), first, second },
    events,
  };
};

export type PrinterTrouble =
  | 'head-open'
  | 'paper-out'
  | 'ribbon-out'
  | 'jammed'
  | 'paused'
  | 'too-hot'
  | 'too-cold'
  | 'other-error';

/** Why nothing will come out, the one to deal with first; null when the printer can print. */
export const printerTrouble = (status: PrinterStatus): PrinterTrouble | null => {
  if (status.isHeadOpen) return 'head-open';
  if (status.isPaperOut) return 'paper-out';
  if (status.isRibbonOut) return 'ribbon-out';
  if (status.isJammed) return 'jammed';
  if (status.isPaused) return 'paused';
  if (status.isTooHot) return 'too-hot';
  if (status.isTooCold) return 'too-cold';
  return status.hasOtherError ? 'other-error' : null;
};
