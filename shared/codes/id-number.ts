import { err, ok, type Result } from '../result.ts';
import { compactDateToIso } from './calendar-date.ts';
import { foldTyped } from './fold.ts';

declare const idNumberBrand: unique symbol;

/** A citizen identification number that checks: 17 digits and `0-9X` (GB 11643). */
export type IdNumber = string & { readonly [idNumberBrand]: true };

/** Whom the number was issued to, as the region digits say; permits and the 2023 foreigner card share the form. */
export type IdNumberHolder =
  | 'resident'
  | 'hong-kong-permit'
  | 'macau-permit'
  | 'taiwan-permit'
  | 'foreigner';

export interface IdNumberFacts {
  readonly number: IdNumber;
  readonly holder: IdNumberHolder;
  /** First six digits. */
  readonly regionCode: string;
  /** `YYYY-MM-DD`, a real day. Whether it is in the future is for the caller, who has a clock. */
  readonly birthDate: string;
  readonly sex: 'male' | 'female';
}

export type IdNumberRefusal =
  | 'empty'
  | 'old-fifteen-digit-number'
  | 'wrong-length'
  | 'bad-character'
  | 'impossible-date'
  | 'check-character-wrong';

const LENGTH = 18;
const OLD_LENGTH = 15;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** The check character of the first 17 digits: ISO 7064 MOD 11-2 (GB 11643). Null unless given 17 digits. */
export const idNumberCheckCharacter = (first17: string): string | null => {
  if (!/^[0-9]{17}$/u.test(first17)) return null;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first17.charAt(at)), 0);
  return CHECK_CHARACTERS.charAt(sum % CHECK_CHARACTERS.length);
};

const holderOf = (number: string): IdNumberHolder => {
  if (number.startsWith('810000')) return 'hong-kong-permit';
  if (number.startsWith('820000')) return 'macau-permit';
  if (number.startsWith('830000')) return 'taiwan-permit';
  return number.startsWith('9') ? 'foreigner' : 'resident';
};

/**
 * Reads an 18-character number as typed, scanned or taken from a card. Full-width forms, lower-case `x` and
 * spaces are folded first; nothing else is repaired. The first reason that applies is the refusal.
 */
export const parseIdNumber = (typed: string): Result<IdNumberFacts, IdNumberRefusal> => {
  const number = foldTyped(typed);
  if (number.length === 0) return err('empty');
  if (number.length === OLD_LENGTH && /^[0-9]+$/u.test(number)) {
    return err('old-fifteen-digit-number');
  }
  if (number.length !== LENGTH) return err('wrong-length');
  if (!/^[0-9]{17}[0-9X]$/u.test(number)) return err('bad-character');
  const birthDate = compactDateToIso(number.slice(6, 14));
  if (birthDate === null) return err('impossible-date');
  if (idNumberCheckCharacter(number.slice(0, 17)) !== number.charAt(17)) {
    return err('check-character-wrong');
  }
  return ok({
    // The form, the date and the check character have just been checked.
    number: number as IdNumber,
    holder: holderOf(number),
    regionCode: number.slice(0, 6),
    birthDate,
    sex: Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female',
  });
};
