import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import { type Din, parseBareDin, type ScannedDin } from './isbt128/din.ts';
import { labelKindOfFlags } from './isbt128/flags.ts';

/**
 * A station's own donation numbers, beside ISBT 128 and the fifteen-digit form. The template is written place by place:
 * `#` a digit of the facility, `y` of the year, `n` of the sequence, `f` of the flags; `'…'`, digits and punctuation
 * stand for themselves. `P####-yynnnnnn` is written `'P'####-yynnnnnn`. Facility and sequence are filled with zeros in
 * front, so that every number becomes thirteen digits and back.
 */
export const localNumberSchema = z.strictObject({
  name: z.string().min(1).max(60),
  template: z.string().min(1).max(60),
  /** Up to five digits each. With `#` in the template these are the only ones taken; without, exactly one. */
  facilities: z.array(z.string().regex(/^[0-9]{1,5}$/u)).max(50),
  source: z.string().max(300),
  mark: z.enum(['V', 'S', 'M', 'C']),
  confirm: z.boolean(),
});
export type LocalNumberFile = z.infer<typeof localNumberSchema>;

export type LocalNumberProblem =
  | 'quote-not-closed'
  | 'letter-not-quoted'
  | 'part-in-two-pieces'
  | 'year-not-two-digits'
  | 'sequence-not-one-to-six-digits'
  | 'facility-longer-than-five-digits'
  | 'flags-not-two-digits'
  | 'one-facility-needed'
  | 'facility-of-other-length'
  | 'begins-like-isbt-128'
  | 'length-not-8-to-40'
  | 'nothing-tells-it-apart'
  | 'reads-the-same-text-as-another';

type Part = '#' | 'y' | 'n' | 'f';
type Place = { readonly part: Part } | { readonly literal: string };

/** A checked template. One character, one place: reading takes as many steps as the text has characters. */
export interface LocalNumber {
  readonly name: string;
  readonly places: readonly Place[];
  readonly facilities: readonly string[];
}

const LENGTH_MIN = 8;
const LENGTH_MAX = 40;
const FACILITY_DIGITS = 5;
const SEQUENCE_DIGITS = 6;
const NO_FLAGS = '00';

const isPart = (char: string): char is Part => '#ynf'.includes(char);

const placesOf = (template: string): Result<readonly Place[], LocalNumberProblem> => {
  const places: Place[] = [];
  let isQuoted = false;
  for (const char of template) {
    if (char === "'") isQuoted = !isQuoted;
    else if (!isQuoted && isPart(char)) places.push({ part: char });
    else if (!isQuoted && /[A-Za-z]/u.test(char)) return err('letter-not-quoted');
    else if (!/^[\x20-\x7e]$/u.test(char)) return err('letter-not-quoted');
    else places.push({ literal: char });
  }
  return isQuoted ? err('quote-not-closed') : ok(places);
};

const countOf = (places: readonly Place[], part: Part): number =>
  places.filter((place) => 'part' in place && place.part === part).length;

const isInOnePiece = (places: readonly Place[], part: Part): boolean => {
  const at = places.flatMap((place, index) =>
    'part' in place && place.part === part ? [index] : [],
  );
  return at.length === 0 || (at.at(-1) ?? 0) - (at[0] ?? 0) === at.length - 1;
};

const problemOf = (
  places: readonly Place[],
  facilities: readonly string[],
): LocalNumberProblem | null => {
  const facilityDigits = countOf(places, '#');
  const first = places[0];
  if (places.length < LENGTH_MIN || places.length > LENGTH_MAX) return 'length-not-8-to-40';
  if (!(['#', 'y', 'n', 'f'] as const).every((part) => isInOnePiece(places, part))) {
    return 'part-in-two-pieces';
  }
  if (countOf(places, 'y') !== 2) return 'year-not-two-digits';
  const sequence = countOf(places, 'n');
  if (sequence < 1 || sequence > SEQUENCE_DIGITS) return 'sequence-not-one-to-six-digits';
  if (facilityDigits > FACILITY_DIGITS) return 'facility-longer-than-five-digits';
  if (![0, 2].includes(countOf(places, 'f'))) return 'flags-not-two-digits';
  if (facilityDigits === 0 && facilities.length !== 1) return 'one-facility-needed';
  if (facilityDigits > 0 && facilities.some((each) => each.length !== facilityDigits)) {
    return 'facility-of-other-length';
  }
  if (first !== undefined && 'literal' in first && /[=&\]]/u.test(first.literal)) {
    return 'begins-like-isbt-128';
  }
  // Bare digits of any facility would take a shop's article number or an identity number for a donation.
  const isTold = places.some((place) => 'literal' in place && /[^0-9]/u.test(place.literal));
  return isTold || (facilityDigits > 0 && facilities.length > 0) ? null : 'nothing-tells-it-apart';
};

/** Checks a template when it is loaded, so that a scan never meets a wrong one. */
export const createLocalNumber = (
  file: Pick<LocalNumberFile, 'name' | 'template' | 'facilities'>,
): Result<LocalNumber, LocalNumberProblem> => {
  const places = placesOf(file.template);
  if (!places.ok) return places;
  const problem = problemOf(places.value, file.facilities);
  if (problem !== null) return err(problem);
  return ok({ name: file.name, places: places.value, facilities: file.facilities });
};

const couldBeSame = (a: Place, b: Place): boolean => {
  if ('part' in a) return 'part' in b || /[0-9]/u.test(b.literal);
  return 'part' in b ? /[0-9]/u.test(a.literal) : a.literal === b.literal;
};

/** All templates of a station; refused when one text could be read by two of them. */
export const createLocalNumbers = (
  files: readonly LocalNumberFile[],
): Result<
  readonly LocalNumber[],
  { readonly name: string; readonly problem: LocalNumberProblem }
> => {
  const made: LocalNumber[] = [];
  for (const file of files) {
    const one = createLocalNumber(file);
    if (!one.ok) return err({ name: file.name, problem: one.error });
    const isTwin = made.some(
      ({ places }) =>
        places.length === one.value.places.length &&
        places.every((place, at) => couldBeSame(place, one.value.places[at] ?? place)),
    );
    if (isTwin) return err({ name: file.name, problem: 'reads-the-same-text-as-another' });
    made.push(one.value);
  }
  return ok(made);
};

const partText = ({ places }: LocalNumber, text: string, part: Part): string =>
  places
    .map((place, at) => ('part' in place && place.part === part ? text.charAt(at) : ''))
    .join('');

/** A text in this form, or null: another length, another character at one place, another facility. */
export const readLocalNumber = (pattern: LocalNumber, text: string): ScannedDin | null => {
  if (text.length !== pattern.places.length) return null;
  const fits = pattern.places.every((place, at) =>
    'part' in place ? /[0-9]/u.test(text.charAt(at)) : place.literal === text.charAt(at),
  );
  if (!fits) return null;
  const read = partText(pattern, text, '#');
  if (read !== '' && pattern.facilities.length > 0 && !pattern.facilities.includes(read))
    return null;
  const facility = read === '' ? (pattern.facilities[0] ?? '') : read;
  const sequence = partText(pattern, text, 'n').padStart(SEQUENCE_DIGITS, '0');
  const year = partText(pattern, text, 'y');
  const din = parseBareDin(facility.padStart(FACILITY_DIGITS, '0') + year + sequence);
  if (!din.ok) return null;
  const flags = partText(pattern, text, 'f') || NO_FLAGS;
  return { din: din.value, flags, kind: labelKindOfFlags(flags), form: 'local' };
};

/** The text of a label in this form; null when the number or its flags have no place in it. */
export const localNumberText = (pattern: LocalNumber, din: Din, flags: string): string | null => {
  const left: Record<Part, string> = {
    '#': din.slice(FACILITY_DIGITS - countOf(pattern.places, '#'), FACILITY_DIGITS),
    y: din.slice(5, 7),
    n: din.slice(13 - countOf(pattern.places, 'n')),
    f: flags,
  };
  let text = '';
  for (const place of pattern.places) {
    if ('literal' in place) {
      text += place.literal;
      continue;
    }
    text += left[place.part].charAt(0);
    left[place.part] = left[place.part].slice(1);
  }
  const read = readLocalNumber(pattern, text);
  return read !== null && read.din === din && read.flags === flags ? text : null;
};

/** `resources/codes/local-numbers.json` */
export const localNumbersSchema = z.strictObject({
  schemaVersion: z.literal(1),
  numbers: z.array(localNumberSchema).max(20),
});
