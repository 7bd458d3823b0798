import { nationCode } from './nations.ts';

/** A resident identity card as a file describes it. Dates are `YYYY-MM-DD`; `validTo` may be `长期`. */
export interface CardFile {
  readonly name: string;
  readonly sex: 'male' | 'female';
  /** GB 3304 name (`汉`) or code (`01`). */
  readonly nation: string;
  readonly birth: string;
  readonly address: string;
  readonly idNumber: string;
  readonly issuer: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** Base64 of 1024 bytes; without it a pattern of the right length is used. */
  readonly photo?: string;
}

const TEXT_BYTES = 256;
const PHOTO_BYTES = 1024;
const SPACE = 0x20;

/** The photo block: as given, or bytes that differ from card to card and contain every value. */
export const cardPhoto = (card: CardFile): Uint8Array => {
  if (card.photo !== undefined) {
    const photo = new Uint8Array(Buffer.from(card.photo, 'base64'));
    if (photo.length !== PHOTO_BYTES) throw new Error(`a photo has ${PHOTO_BYTES} bytes`);
    return photo;
  }
  const start = Number.parseInt(card.idNumber.slice(-4, -1), 10) || 0;
  return Uint8Array.from({ length: PHOTO_BYTES }, (_, at) => (start + at * 7) & 0xff);
};

/** The text block: UTF-16LE fields of fixed length, padded with spaces. */
export const cardText = (card: CardFile): Uint8Array => {
  const block = Buffer.alloc(TEXT_BYTES);
  for (let at = 0; at < TEXT_BYTES; at += 2) block.writeUInt16LE(SPACE, at);
  const put = (at: number, bytes: number, text: string): void => {
    const written = Buffer.from(text, 'utf16le');
    if (written.length > bytes) throw new Error(`too long for the card: ${bytes / 2} characters`);
    written.copy(block, at);
  };
  const compact = (date: string): string => date.replaceAll('-', '');
  put(0, 30, card.name);
  put(30, 2, card.sex === 'male' ? '1' : '2');
  put(32, 4, nationCode(card.nation));
  put(36, 16, compact(card.birth));
  put(52, 70, card.address);
  put(122, 36, card.idNumber);
  put(158, 30, card.issuer);
  put(188, 16, compact(card.validFrom));
  put(204, 16, compact(card.validTo));
  return new Uint8Array(block);
};
