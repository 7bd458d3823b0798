import type { CardFile } from './card.ts';
import {
  COMPOUND_FAMILY_NAMES,
  COUNTIES,
  type County,
  FAMILY_NAMES,
  FEMALE_CHARACTERS,
  MALE_CHARACTERS,
  ROADS,
} from './donor-names.ts';
import { type SeededRandom, seededRandom } from './random.ts';

/** A card that leaves nothing of a resident's open. */
export type ResidentCard = CardFile &
  Required<Pick<CardFile, 'nation' | 'address' | 'issuer'>> & { readonly sex: 'male' | 'female' };

/** An invented person with a card. The numbers check, and belong to nobody except by chance. */
export interface SimulatedDonor {
  readonly card: ResidentCard;
  /** Eleven digits. */
  readonly phone: string;
}

export interface DonorOptions {
  readonly seed: number;
  readonly count: number;
  /** The day of the session, `YYYY-MM-DD`: ages and the validity of cards follow from it. */
  readonly onDate: string;
  /** Share of people too young or too old to give blood, 0 … 1. */
  readonly wrongAge?: number;
}

const DONORS_MAX = 10_000;
const DAY_MS = 86_400_000;
const YEAR_DAYS = 365.2425;
const AGE_MIN = 18;
const AGE_SPAN = 37;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

const withCheck = (first17: string): string => {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first17.charAt(at)), 0);
  return first17 + '10X98765432'.charAt(sum % 11);
};

const isoDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const addYears = (date: string, years: number): string => {
  const shifted = `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;
  // The 29th of February of a card ends on the 28th in an ordinary year.
  return isoDate(Date.parse(shifted)) === shifted ? shifted : `${shifted.slice(0, 8)}28`;
};

const nameOf = (random: SeededRandom, sex: 'male' | 'female'): string => {
  const family = random.chance(0.01)
    ? random.pick(COMPOUND_FAMILY_NAMES)
    : random.pick(FAMILY_NAMES);
  const characters = sex === 'male' ? MALE_CHARACTERS : FEMALE_CHARACTERS;
  const second = random.chance(0.85) ? random.pick(characters) : '';
  return family + random.pick(characters) + second;
};

const nationOf = (random: SeededRandom, county: County): string => {
  let point = random.below(100);
  for (const [nation, percent] of county.nations) {
    if (point < percent) return nation;
    point -= percent;
  }
  return '汉';
};

/** Citizens under 26 get a card for ten years, those under 46 for twenty, older ones for good. */
const validity = (random: SeededRandom, birth: string, onDate: string) => {
  const issued = isoDate(Date.parse(onDate) - random.below(9 * YEAR_DAYS) * DAY_MS - DAY_MS);
  const ageAtIssue = (Date.parse(issued) - Date.parse(birth)) / DAY_MS / YEAR_DAYS;
  if (ageAtIssue >= 46) return { validFrom: issued, validTo: '长期' };
  const years = ageAtIssue >= 26 ? 20 : 10;
  return { validFrom: issued, validTo: addYears(issued, years) };
};

const birthOf = (random: SeededRandom, onDate: string, wrongAge: number): string => {
  const isWrong = random.chance(wrongAge);
  const ageYears = isWrong
    ? random.pick([16, 17, 61, 66])
    : // Twice below, so that most are younger, as at a real drive.
      AGE_MIN + Math.min(random.below(AGE_SPAN), random.below(AGE_SPAN + 6));
  const days = Math.ceil((ageYears + 0.02) * YEAR_DAYS) + random.below(350);
  return isoDate(Date.parse(onDate) - days * DAY_MS);
};

const donorAt = (random: SeededRandom, at: number, options: DonorOptions): SimulatedDonor => {
  const county = random.pick(COUNTIES);
  const sex = random.chance(0.54) ? 'male' : 'female';
  const birth = birthOf(random, options.onDate, options.wrongAge ?? 0);
  // The order number keeps the numbers of one list apart; its last digit is odd for men.
  const sequence = String(((at * 2) % 1000) + (sex === 'male' ? 1 : 0)).padStart(3, '0');
  const house = `${random.pick(ROADS)}${1 + random.below(399)}号`;
  const flat = random.chance(0.6) ? `${1 + random.below(30)}栋${101 + random.below(1800)}室` : '';
  return {
    card: {
      name: nameOf(random, sex),
      sex,
      nation: nationOf(random, county),
      birth,
      address: county.name + house + flat,
      idNumber: withCheck(county.code + birth.replaceAll('-', '') + sequence),
      issuer: county.issuer,
      ...validity(random, birth, options.onDate),
    },
    phone: `1${random.pick(['38', '39', '50', '86', '77'])}${String(random.below(1e8)).padStart(8, '0')}`,
  };
};

/** People in a row, the same for the same options on every machine, no number twice. */
export const generateDonors = (options: DonorOptions): readonly SimulatedDonor[] => {
  if (options.count > DONORS_MAX) throw new Error(`at most ${DONORS_MAX} donors`);
  const random = seededRandom(options.seed);
  const donors: SimulatedDonor[] = [];
  const taken = new Set<string>();
  for (let tries = 0; donors.length < options.count; tries += 1) {
    if (tries > 2 * options.count + 100) throw new Error('too few different people for this list');
    const donor = donorAt(random, donors.length, options);
    if (taken.has(donor.card.idNumber)) continue;
    taken.add(donor.card.idNumber);
    donors.push(donor);
  }
  return donors;
};
