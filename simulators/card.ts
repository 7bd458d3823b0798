import { nationCode } from './nations.ts';
import { seededRandom } from './random.ts';

export type CardLayoutName = 'resident' | 'hk-macau-taiwan' | 'foreigner-2017' | 'foreigner-2023';

/** An identity card as a file describes it. Dates are `YYYY-MM-DD`; `validTo` may be `长期`. */
export interface CardFile {
  /** `resident` unless it says otherwise. */
  readonly layout?: CardLayoutName;
  /** The Chinese name; a foreigner's may be empty. */
  readonly name: string;
  readonly sex: 'male' | 'female' | 'unknown' | 'not-stated';
  /** GB 3304 name (`汉`) or code (`01`); residents only. */
  readonly nation?: string;
  readonly birth: string;
  readonly address?: string;
  readonly idNumber: string;
  readonly issuer?: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** Permits of residents of Hong Kong, Macau and Taiwan; how often it was issued stands on the 2023 foreigner card too. */
  readonly permitNumber?: string;
  readonly issueCount?: string;
  /** Foreigners: the name in Latin letters and the country, three letters (2017) or three digits (2023). */
  readonly englishName?: string;
  readonly country?: string;
  /** Base64 of 1024 bytes; without it bytes of the right length are made up. */
  readonly photo?: string;
}

const TEXT_BYTES = 256;
const PHOTO_BYTES = 1024;
const SPACE = 0x20;
const TYPE_AT = 248;

/**
 * The photo block: as given, or bytes that differ from card to card and contain every value, in no order that a compressor finds: a
 * real one is compressed already.
 */
export const cardPhoto = (card: CardFile): Uint8Array => {
  if (card.photo !== undefined) {
    const photo = new Uint8Array(Buffer.from(card.photo, 'base64'));
    if (photo.length !== PHOTO_BYTES) throw new Error(`a photo has ${PHOTO_BYTES} bytes`);
    return photo;
  }
  const random = seededRandom([...card.idNumber].reduce(seedWith, 0));
  const photo = Uint8Array.from({ length: PHOTO_BYTES }, (_, at) => at & 0xff);
  for (let left = PHOTO_BYTES - 1; left > 0; left -= 1) {
    const other = random.below(left + 1);
    [photo[left], photo[other]] = [photo[other] ?? 0, photo[left] ?? 0];
  }
  return photo;
};

const seedWith = (seed: number, char: string): number =>
  (Math.imul(seed, 31) + char.charCodeAt(0)) | 0;

type Field = readonly [at: number, bytes: number, text: string];

const SEX = { unknown: '0', male: '1', female: '2', 'not-stated': '9' } as const;
const compact = (date: string): string => date.replaceAll('-', '');

const residentFields = (card: CardFile, isPermit: boolean): readonly Field[] => [
  [0, 30, card.name],
  [30, 2, SEX[card.sex]],
  [32, 4, isPermit ? '' : nationCode(card.nation ?? '')],
  [36, 16, compact(card.birth)],
  [52, 70, card.address ?? ''],
  [122, 36, card.idNumber],
  [158, 30, card.issuer ?? ''],
  [188, 16, compact(card.validFrom)],
  [204, 16, compact(card.validTo)],
  [220, 18, isPermit ? (card.permitNumber ?? '') : ''],
  [238, 4, isPermit ? (card.issueCount ?? '') : ''],
  [TYPE_AT, 2, isPermit ? 'J' : ''],
];

const foreigner2017Fields = (card: CardFile): readonly Field[] => [
  [0, 120, card.englishName ?? ''],
  [120, 2, SEX[card.sex]],
  [122, 30, card.idNumber],
  [152, 6, card.country ?? ''],
  [158, 30, card.name],
  [188, 16, compact(card.validFrom)],
  [204, 16, compact(card.validTo)],
  [220, 16, compact(card.birth)],
  [236, 4, '01'],
  [240, 8, card.issuer ?? ''],
  [TYPE_AT, 2, 'I'],
];

const ENGLISH_FIRST = 35;
const foreigner2023Fields = (card: CardFile): readonly Field[] => [
  [0, 30, card.name],
  [30, 2, SEX[card.sex]],
  [32, 4, card.issueCount ?? ''],
  [36, 16, compact(card.birth)],
  [52, 70, (card.englishName ?? '').slice(0, ENGLISH_FIRST)],
  [122, 36, card.idNumber],
  [188, 16, compact(card.validFrom)],
  [204, 16, compact(card.validTo)],
  [220, 22, (card.englishName ?? '').slice(ENGLISH_FIRST)],
  [242, 6, card.country ?? ''],
  [TYPE_AT, 2, 'Y'],
];

const fieldsOf = (card: CardFile): readonly Field[] => {
  switch (card.layout ?? 'resident') {
    case 'resident':
      return residentFields(card, false);
    case 'hk-macau-taiwan':
      return residentFields(card, true);
    case 'foreigner-2017':
      return foreigner2017Fields(card);
    case 'foreigner-2023':
      return foreigner2023Fields(card);
  }
};

/** The text block: UTF-16LE fields of fixed length, padded with spaces. Throws when a field does not fit its place. */
export const cardText = (card: CardFile): Uint8Array => {
  const block = Buffer.alloc(TEXT_BYTES);
  for (let at = 0; at < TEXT_BYTES; at += 2) block.writeUInt16LE(SPACE, at);
  for (const [at, bytes, text] of fieldsOf(card)) {
    const written = Buffer.from(text, 'utf16le');
    if (written.length > bytes) throw new Error(`too long for the card: ${bytes / 2} characters`);
    written.copy(block, at);
  }
  return new Uint8Array(block);
};
