import { err, ok, type Result } from '../result.ts';
import type { SamReply } from './sam-frame.ts';

/** Outcome byte SW3 of the reader. */
export const SAM_STATUS = {
  done: 0x90,
  cardFound: 0x9f,
  findFailed: 0x80,
  selectFailed: 0x81,
  readFailed: 0x41,
  noSuchContent: 0x91,
  commandError: 0x21,
  commandNotRecognised: 0x24,
} as const;

const STATUS_NAMES: Readonly<Record<number, string>> = {
  16: 'checksum-error',
  17: 'length-error',
  33: 'command-error',
  36: 'command-not-recognised',
  49: 'card-did-not-authenticate-to-reader',
  50: 'reader-did-not-authenticate-to-card',
  51: 'verification-failed',
  64: 'wrong-card',
  65: 'read-failed',
  71: 'random-number-failed',
  96: 'self-test-failed',
  102: 'reader-not-authorised',
  128: 'find-failed',
  129: 'select-failed',
  144: 'done',
  145: 'no-such-content',
  159: 'card-found',
};

/** Name of an outcome byte, for messages and logs. */
export const samStatusName = (status: number): string =>
  STATUS_NAMES[status] ?? `status-${status.toString(16).padStart(2, '0')}`;

export const CARD_TEXT_BYTES = 256;
export const CARD_PHOTO_BYTES = 1024;
const LENGTHS_BYTES = 4;

export interface BaseData {
  readonly text: Uint8Array;
  /** The photo as the card holds it (WLT compressed); no open decoder is known, so it is kept raw. */
  readonly photo: Uint8Array;
}

/** Splits the reply to `read-base` into text and photo; refused unless both have the lengths of the standard. */
export const readBaseData = (reply: SamReply): Result<BaseData, 'not-base-data'> => {
  const { data } = reply;
  const textBytes = ((data[0] ?? 0) << 8) | (data[1] ?? 0);
  const photoBytes = ((data[2] ?? 0) << 8) | (data[3] ?? 0);
  const isBaseData =
    reply.status === SAM_STATUS.done &&
    textBytes === CARD_TEXT_BYTES &&
    photoBytes === CARD_PHOTO_BYTES &&
    data.length === LENGTHS_BYTES + CARD_TEXT_BYTES + CARD_PHOTO_BYTES;
  if (!isBaseData) return err('not-base-data');
  const photoAt = LENGTHS_BYTES + CARD_TEXT_BYTES;
  return ok({ text: data.slice(LENGTHS_BYTES, photoAt), photo: data.slice(photoAt) });
};

/** Lengths of the data by which answers are told from late ones to an earlier command. */
export const SELECT_BYTES = 8;
export const SAM_ID_BYTES = 16;
export const ADDRESS_BYTES = 70;

/**
 * The reader's own number as its label prints it, `05.03-20160325-0001234567-1234567890`: two 16-bit and three 32-bit
 * little-endian numbers. Null when the reply has another length.
 */
export const readSamId = (reply: SamReply): string | null => {
  const { data } = reply;
  if (reply.status !== SAM_STATUS.done || data.length !== SAM_ID_BYTES) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const digits = (value: number, width: number): string => String(value).padStart(width, '0');
  const kind = `${digits(view.getUint16(0, true), 2)}.${digits(view.getUint16(2, true), 2)}`;
  const made = digits(view.getUint32(4, true), 8);
  return [
    kind,
    made,
    digits(view.getUint32(8, true), 10),
    digits(view.getUint32(12, true), 10),
  ].join('-');
};
