/** ST-001 tables 4 to 6 (RT005, RT006, RT007): what the four characters `ggre` of data structure 002 stand for. */

/** Columns of table 4 in the order of the codes; `unspecified` is the ordinary case. */
const USES = [
  'directed',
  'emergency',
  'directed-biohazard',
  'directed-crossover',
  'unspecified',
  'autologous-crossover',
  'autologous-only',
  'autologous-biohazard',
] as const;
export type IntendedUse = (typeof USES)[number];

const GROUP_ROWS = [
  ['O-', '91 92 93 94 95 96 97 98'],
  ['O+', '47 48 49 50 51 52 53 54'],
  ['A-', '02 03 04 05 06 07 08 09'],
  ['A+', '58 59 60 61 62 63 64 65'],
  ['B-', '13 14 15 16 17 18 19 20'],
  ['B+', '69 70 71 72 73 74 75 76'],
  ['AB-', '24 25 26 27 28 29 30 31'],
  ['AB+', '80 81 82 83 84 85 86 87'],
  ['O', 'P2 P3 P4 P5 55 P7 P8 P9'],
  ['A', 'A2 A3 A4 A5 66 A7 A8 A9'],
  ['B', 'B2 B3 B4 B5 77 B7 B8 B9'],
  ['AB', 'C2 C3 C4 C5 88 C7 C8 C9'],
  ['para-Bombay-', 'D2 D3 D4 D5 D6 D7 D8 D9'],
  ['para-Bombay+', 'E2 E3 E4 E5 E6 E7 E8 E9'],
  ['Bombay-', 'G2 G3 G4 G5 G6 G7 G8 G9'],
  ['Bombay+', 'H2 H3 H4 H5 H6 H7 H8 H9'],
  ['O para-Bombay-', 'I2 I3 I4 I5 I6 I7 I8 I9'],
  ['O para-Bombay+', 'J2 J3 J4 J5 J6 J7 J8 J9'],
  ['A para-Bombay-', 'K2 K3 K4 K5 K6 K7 K8 K9'],
  ['B para-Bombay-', 'L2 L3 L4 L5 L6 L7 L8 L9'],
  ['AB para-Bombay-', 'M2 M3 M4 M5 M6 M7 M8 M9'],
  ['A para-Bombay+', 'N2 N3 N4 N5 N6 N7 N8 N9'],
  ['B para-Bombay+', 'O2 O3 O4 O5 O6 O7 O8 O9'],
  ['AB para-Bombay+', 'Q2 Q3 Q4 Q5 Q6 Q7 Q8 Q9'],
] as const;

/** Groups of table 4 that have the default use only. */
const POOLED_ROWS = [
  ['A, pooled RhD', 'A0'],
  ['B, pooled RhD', 'B0'],
  ['AB, pooled RhD', 'C0'],
  ['O, pooled RhD', 'D0'],
  ['pooled ABO, RhD+', 'E0'],
  ['pooled ABO, RhD-', 'F0'],
  ['pooled ABO, pooled RhD', 'G0'],
  ['pooled ABO', 'H0'],
  ['A1', 'I0'],
  ['A2', 'J0'],
  ['A1B', 'K0'],
  ['A2B', 'L0'],
] as const;

const MESSAGE_ROWS = [
  ['no-information', '00'],
  ['autologous', 'Ma'],
  ['biohazard', 'Mb'],
  ['discard', 'Md'],
  ['fractionation-only', 'Mf'],
  ['quarantine', 'Mq'],
  ['research-only', 'Mr'],
  ['not-for-transfusion', 'Mx'],
  // T1 to T6 stand on tissue products only.
  ['tissue-rhd-positive', 'T1'],
  ['tissue-rhd-negative', 'T2'],
  ['tissue-abo-rhd-unspecified', 'T3'],
  ['tissue-autologous-quarantine', 'T4'],
  ['tissue-see-outer-packaging', 'T5'],
  ['tissue-sterilize-before-release', 'T6'],
] as const;

export type BloodGroup = (typeof GROUP_ROWS)[number][0] | (typeof POOLED_ROWS)[number][0];
export type SpecialMessage = (typeof MESSAGE_ROWS)[number][0];

export type BloodGroupSays =
  | { readonly kind: 'group'; readonly group: BloodGroup; readonly use: IntendedUse }
  | { readonly kind: 'message'; readonly message: SpecialMessage };

/** What the character `r` says of further antigens; null: nothing is encoded. */
export interface RhKell {
  readonly kell: boolean | null;
  /** C, c, E, e in this order. */
  readonly rh: readonly [boolean | null, boolean | null, boolean | null, boolean | null];
}
export type Phenotype =
  | ({ readonly kind: 'rh-kell' } & RhKell)
  | { readonly kind: 'mia-mur'; readonly positive: boolean }
  | { readonly kind: 'scan-special-testing' };

const says = new Map<string, BloodGroupSays>();
for (const [group, codes] of GROUP_ROWS) {
  for (const [at, code] of codes.split(' ').entries()) {
    says.set(code, { kind: 'group', group, use: USES[at] ?? 'unspecified' });
  }
}
for (const [group, code] of POOLED_ROWS)
  says.set(code, { kind: 'group', group, use: 'unspecified' });
for (const [message, code] of MESSAGE_ROWS) says.set(code, { kind: 'message', message });

const phenotypes = new Map<string, Phenotype>();
// Table 6: K not tested, negative, positive; then C, c, E, e as + - or . for no information.
const RH_ROWS = [
  ['0', 'S', 'T', '....'],
  ['1', 'A', 'J', '-+-+'],
  ['2', 'B', 'K', '++-+'],
  ['3', 'C', 'L', '++++'],
  ['4', 'D', 'M', '+++-'],
  ['5', 'E', 'N', '-+++'],
  ['6', 'F', 'O', '-++-'],
  ['7', 'G', 'P', '+--+'],
  ['8', 'H', 'Q', '+-++'],
  ['9', 'I', 'R', '+-+-'],
  ['X', 'Y', 'Z', '-.-.'],
] as const;
const sign = (text: string, at: number): boolean | null =>
  text.charAt(at) === '.' ? null : text.charAt(at) === '+';
for (const [untested, negative, positive, signs] of RH_ROWS) {
  const rh = [sign(signs, 0), sign(signs, 1), sign(signs, 2), sign(signs, 3)] as const;
  phenotypes.set(untested, { kind: 'rh-kell', kell: null, rh });
  phenotypes.set(negative, { kind: 'rh-kell', kell: false, rh });
  phenotypes.set(positive, { kind: 'rh-kell', kell: true, rh });
}
phenotypes.set('U', { kind: 'mia-mur', positive: false });
phenotypes.set('V', { kind: 'mia-mur', positive: true });
phenotypes.set('W', { kind: 'scan-special-testing' });

const keyed = <T>(table: ReadonlyMap<string, T>): ReadonlyMap<string, string> =>
  new Map(Array.from(table, ([code, value]) => [JSON.stringify(value), code]));
const codeOfSays = keyed(says);
const codeOfPhenotype = keyed(phenotypes);

/** Null for a code that the tables do not have: an unknown group is never guessed. */
export const bloodGroupOfCode = (gg: string): BloodGroupSays | null => says.get(gg) ?? null;
export const phenotypeOfCode = (r: string): Phenotype | null => phenotypes.get(r) ?? null;

/** Null for a combination that the tables do not have, such as a pooled group for directed use. */
export const bloodGroupCode = (meaning: BloodGroupSays): string | null =>
  codeOfSays.get(
    JSON.stringify(
      meaning.kind === 'group'
        ? { kind: 'group', group: meaning.group, use: meaning.use }
        : { kind: 'message', message: meaning.message },
    ),
  ) ?? null;

export const phenotypeCode = (phenotype: Phenotype): string | null => {
  const plain =
    phenotype.kind === 'rh-kell'
      ? { kind: phenotype.kind, kell: phenotype.kell, rh: phenotype.rh }
      : phenotype.kind === 'mia-mur'
        ? { kind: phenotype.kind, positive: phenotype.positive }
        : { kind: phenotype.kind };
  return codeOfPhenotype.get(JSON.stringify(plain)) ?? null;
};
