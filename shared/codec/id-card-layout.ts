import { compactDateToIso } from '../codes/calendar-date.ts';
import { parseIdNumber } from '../codes/id-number.ts';
import { err, ok, type Result } from '../result.ts';
import { CARD_TEXT_BYTES } from './sam-id-card.ts';

/** The four text layouts of the card, told apart by the type flag at byte 248. */
export type CardLayout = 'resident' | 'hk-macau-taiwan' | 'foreigner-2017' | 'foreigner-2023';

export type CardSex = 'male' | 'female' | 'unknown' | 'not-stated';

/** What a card says. A field its layout does not have, or that is blank on it, is null. */
export interface IdCard {
  readonly layout: CardLayout;
  /** Raw UTF-16 code units: rare characters may be surrogate pairs or private-use code points; never re-encode. */
  readonly name: string;
  readonly englishName: string | null;
  readonly sex: CardSex;
  /** GB 3304, two digits. */
  readonly nationCode: string | null;
  /** `YYYY-MM-DD` */
  readonly birthDate: string;
  readonly address: string | null;
  /** 18 characters that check; 15 for `foreigner-2017`. */
  readonly number: string;
  readonly issuer: string | null;
  /** `YYYY-MM-DD` */
  readonly validFrom: string | null;
  /** `YYYY-MM-DD`, or null when valid for good (长期). */
  readonly validTo: string | null;
  readonly permitNumber: string | null;
  readonly issueCount: string | null;
  /** As on the card: three letters or three digits. */
  readonly countryCode: string | null;
}

export type CardRefusal =
  | 'text-length-wrong'
  | 'layout-unknown'
  | 'name-missing'
  | 'number-wrong'
  | 'birth-date-wrong'
  | 'validity-wrong';

type Field = readonly [at: number, bytes: number];

const TYPE: Field = [248, 2];
const RESIDENT = {
  name: [0, 30],
  sex: [30, 2],
  nation: [32, 4],
  birth: [36, 16],
  address: [52, 70],
  number: [122, 36],
  issuer: [158, 30],
  validFrom: [188, 16],
  validTo: [204, 16],
  permitNumber: [220, 18],
  issueCount: [238, 4],
} as const satisfies Record<string, Field>;
const FOREIGNER_2017 = {
  englishName: [0, 120],
  sex: [120, 2],
  number: [122, 30],
  country: [152, 6],
  name: [158, 30],
  validFrom: [188, 16],
  validTo: [204, 16],
  birth: [220, 16],
  authority: [240, 8],
} as const satisfies Record<string, Field>;
const FOREIGNER_2023 = {
  name: [0, 30],
  sex: [30, 2],
  issueCount: [32, 4],
  birth: [36, 16],
  englishName: [52, 70],
  number: [122, 36],
  validFrom: [188, 16],
  validTo: [204, 16],
  englishNameRest: [220, 22],
  country: [242, 6],
} as const satisfies Record<string, Field>;

type Read = (field: Field) => string;

/** UTF-16LE code units of a field, trailing padding (spaces, zeros) taken off. */
const reader =
  (text: Uint8Array): Read =>
  ([at, bytes]) => {
    let units = '';
    for (let unit = at; unit < at + bytes; unit += 2) {
      units += String.fromCharCode((text[unit] ?? 0) | ((text[unit + 1] ?? 0) << 8));
    }
    return units.replace(/[\0 ]+$/u, '');
  };

const blankToNull = (value: string): string | null => (value.length === 0 ? null : value);

// GB/T 2261.1
const SEX: Readonly<Record<string, CardSex>> = { '1': 'male', '2': 'female', '9': 'not-stated' };

type Parts = Omit<IdCard, 'sex' | 'birthDate' | 'validFrom' | 'validTo'>;
interface Raw {
  readonly sex: string;
  readonly birth: string;
  readonly validFrom: string;
  readonly validTo: string;
}

const LONG_TERM = '长期';

const finish = (parts: Parts, raw: Raw): Result<IdCard, CardRefusal> => {
  if (parts.name.length === 0 && parts.englishName === null) return err('name-missing');
  const birthDate = compactDateToIso(raw.birth);
  if (birthDate === null) return err('birth-date-wrong');
  if (parts.layout === 'foreigner-2017') {
    if (!/^[A-Z]{3}[0-9]{12}$/u.test(parts.number)) return err('number-wrong');
  } else {
    const number = parseIdNumber(parts.number);
    if (!number.ok || number.value.number !== parts.number) return err('number-wrong');
    // The frame's XOR misses two flips of the same bit; a number that does not fit the birth date shows some of them.
    if (number.value.birthDate !== birthDate) return err('birth-date-wrong');
  }
  const validFrom = compactDateToIso(raw.validFrom);
  const isForGood = raw.validTo === LONG_TERM;
  const validTo = isForGood ? null : compactDateToIso(raw.validTo);
  if (validFrom === null || (validTo === null && !isForGood)) return err('validity-wrong');
  return ok({ ...parts, sex: SEX[raw.sex] ?? 'unknown', birthDate, validFrom, validTo });
};

const residentCard = (read: Read, isPermit: boolean): Result<IdCard, CardRefusal> =>
  finish(
    {
      layout: isPermit ? 'hk-macau-taiwan' : 'resident',
      name: read(RESIDENT.name),
      englishName: null,
      nationCode: isPermit ? null : blankToNull(read(RESIDENT.nation)),
      address: blankToNull(read(RESIDENT.address)),
      number: read(RESIDENT.number),
      issuer: blankToNull(read(RESIDENT.issuer)),
      permitNumber: isPermit ? blankToNull(read(RESIDENT.permitNumber)) : null,
      issueCount: isPermit ? blankToNull(read(RESIDENT.issueCount)) : null,
      countryCode: null,
    },
    {
      sex: read(RESIDENT.sex),
      birth: read(RESIDENT.birth),
      validFrom: read(RESIDENT.validFrom),
      validTo: read(RESIDENT.validTo),
    },
  );

const foreigner2017Card = (read: Read): Result<IdCard, CardRefusal> =>
  finish(
    {
      layout: 'foreigner-2017',
      name: read(FOREIGNER_2017.name),
      englishName: blankToNull(read(FOREIGNER_2017.englishName)),
      nationCode: null,
      address: null,
      number: read(FOREIGNER_2017.number),
      issuer: blankToNull(read(FOREIGNER_2017.authority)),
      permitNumber: null,
      issueCount: null,
      countryCode: blankToNull(read(FOREIGNER_2017.country)),
    },
    {
      sex: read(FOREIGNER_2017.sex),
      birth: read(FOREIGNER_2017.birth),
      validFrom: read(FOREIGNER_2017.validFrom),
      validTo: read(FOREIGNER_2017.validTo),
    },
  );

const foreigner2023Card = (read: Read): Result<IdCard, CardRefusal> =>
  finish(
    {
      layout: 'foreigner-2023',
      name: read(FOREIGNER_2023.name),
      englishName: blankToNull(
        read(FOREIGNER_2023.englishName) + read(FOREIGNER_2023.englishNameRest),
      ),
      nationCode: null,
      address: null,
      number: read(FOREIGNER_2023.number),
      issuer: null,
      permitNumber: null,
      issueCount: blankToNull(read(FOREIGNER_2023.issueCount)),
      countryCode: blankToNull(read(FOREIGNER_2023.country)),
    },
    {
      sex: read(FOREIGNER_2023.sex),
      birth: read(FOREIGNER_2023.birth),
      validFrom: read(FOREIGNER_2023.validFrom),
      validTo: read(FOREIGNER_2023.validTo),
    },
  );

/** Reads the 256-byte text block of a card. Refuses what does not check instead of passing on a wrong identity. */
export const readIdCard = (text: Uint8Array): Result<IdCard, CardRefusal> => {
  if (text.length !== CARD_TEXT_BYTES) return err('text-length-wrong');
  const read = reader(text);
  switch (read(TYPE)) {
    case '':
      return residentCard(read, false);
    case 'J':
      return residentCard(read, true);
    case 'I':
      return foreigner2017Card(read);
    case 'Y':
      return foreigner2023Card(read);
    default:
      return err('layout-unknown');
  }
};
