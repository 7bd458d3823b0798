import { err, ok, type Result } from '../../result.ts';
import { splitAimIdentifier } from '../aim-identifier.ts';
import { foldTyped } from '../fold.ts';
import { flagsType3, mod37Character } from './check-character.ts';
import { isFlags, type LabelKind, labelKindOfFlags } from './flags.ts';

declare const dinBrand: unique symbol;

/** A donation identification number: 13 characters `αppppyynnnnnn`, without identifier, flags and check character. */
export type Din = string & { readonly [dinBrand]: true };

export interface ScannedDin {
  readonly din: Din;
  /** Two characters; they say which label of the set was scanned and are not part of the number. */
  readonly flags: string;
  readonly kind: LabelKind;
  /** `local`: fifteen digits that ISBT 128 does not allow (it begins with 0), used by some stations. */
  readonly form: 'isbt128' | 'local';
}

export type DinRefusal =
  | 'empty'
  | 'no-data-identifier'
  | 'other-data-structure'
  | 'wrong-length'
  | 'bad-character'
  | 'flags-check-wrong'
  | 'check-character-missing'
  | 'check-character-wrong';

export const DIN_LENGTH = 13;
const FLAGS_LENGTH = 2;
const BARCODE_DATA_LENGTH = DIN_LENGTH + FLAGS_LENGTH;

// ST-001 §2.4.1: facility number without O and, at the first place, without 0; then year and sequence in digits.
const ISBT_DIN = /^[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{10}$/u;
const LOCAL_DIN = /^[0-9]{13}$/u;

/** Thirteen bare characters, as stored and sent. Use the parsers below for what people scan or type. */
export const parseBareDin = (text: string): Result<Din, DinRefusal> => {
  if (text.length === 0) return err('empty');
  if (text.length !== DIN_LENGTH) return err('wrong-length');
  if (!ISBT_DIN.test(text) && !LOCAL_DIN.test(text)) return err('bad-character');
  // The form has just been checked.
  return ok(text as Din);
};

/**
 * A scanned barcode `=αppppyynnnnnnff` (data structure 001) or the local form `=` and 15 digits; an AIM identifier
 * in front is taken off. The identifier and the length are checked before anything is used (ST-001 §2.2).
 */
export const parseScannedDin = (scanned: string): Result<ScannedDin, DinRefusal> => {
  const { text } = splitAimIdentifier(scanned);
  if (text.length === 0) return err('empty');
  if (text.startsWith('&')) return err('other-data-structure');
  if (!text.startsWith('=')) return err('no-data-identifier');
  if (text.length > 1 && !/^=[A-Za-z0-9]/u.test(text)) return err('other-data-structure');
  const data = text.slice(1);
  if (data.length !== BARCODE_DATA_LENGTH) return err('wrong-length');
  const din = parseBareDin(data.slice(0, DIN_LENGTH));
  if (!din.ok) return din;
  const flags = data.slice(DIN_LENGTH);
  if (!isFlags(flags)) return err('bad-character');
  const form = ISBT_DIN.test(din.value) ? 'isbt128' : 'local';
  const kind = labelKindOfFlags(flags);
  if (form === 'isbt128' && kind === 'check-digits' && flags !== flagsType3(din.value)) {
    return err('flags-check-wrong');
  }
  return ok({ din: din.value, flags, kind, form });
};

/** A number typed from the label: 13 characters and the boxed check character; spaces, case and full-width forms are folded. */
export const parseTypedDin = (typed: string): Result<Din, DinRefusal> => {
  const text = foldTyped(typed);
  if (text.length === 0) return err('empty');
  if (text.length === DIN_LENGTH) return err('check-character-missing');
  if (text.length !== DIN_LENGTH + 1) return err('wrong-length');
  if (!/^[0-9A-Z*]$/u.test(text.charAt(DIN_LENGTH))) return err('bad-character');
  const din = parseBareDin(text.slice(0, DIN_LENGTH));
  if (!din.ok) return din;
  return dinCheckCharacter(din.value) === text.charAt(DIN_LENGTH)
    ? din
    : err('check-character-wrong');
};

/** The boxed check character of a number. */
export const dinCheckCharacter = (din: Din): string => {
  const character = mod37Character(din);
  if (character === null) throw new Error('a Din held a character outside 0-9A-Z');
  return character;
};

/** Barcode content of one label: `=`, the number, the flags. The check character is not in it. */
export const dinBarcodeText = (din: Din, flags: string): string => `=${din}${flags}`;

export interface PrintedDin {
  /** `G1234 17 654321` */
  readonly spaced: string;
  /** Printed in a box beside it. */
  readonly check: string;
}

export const formatDin = (din: Din): PrintedDin => ({
  spaced: `${din.slice(0, 5)} ${din.slice(5, 7)} ${din.slice(7)}`,
  check: dinCheckCharacter(din),
});
