import { err, ok, type Result } from '../../result.ts';
import { type DataStructure, type StructureRefusal, takeStructure } from './data-structure.ts';
import type { StructureName } from './structure-contents.ts';

export type CombinationRefusal =
  | StructureRefusal
  | {
      readonly name: null;
      readonly reason:
        | 'pair-not-permitted'
        | 'more-than-two'
        | 'not-a-compound-message'
        | 'count-wrong'
        | 'national-in-compound-message'
        | 'sequence-unknown'
        | 'sequence-wrong';
    };

type Combined = Result<readonly DataStructure[], CombinationRefusal>;

/** Pairs a scanner may deliver as one text (ST-001 §10.5), left then right; the last as in ST-012. */
const PERMITTED_PAIRS: readonly (readonly [StructureName, StructureName])[] = [
  ['donation-number', 'blood-groups'],
  ['product-code', 'expiry-date-time'],
  ['donation-number', 'product-code'],
  ['donation-number', 'donor-identification'],
  ['container-catalogue', 'container-lot'],
  ['supply-catalogue', 'supply-lot'],
  ['patient-birth-date', 'patient-identification'],
  ['donation-number', 'product-divisions'],
];

const combination = (
  reason: Extract<CombinationRefusal, { name: null }>['reason'],
): { readonly ok: false; readonly error: CombinationRefusal } => err({ name: null, reason });

/** Two symbols read in one sweep (ST-001 §10). Neither is passed on unless both check and belong together. */
export const readConcatenated = (text: string): Combined => {
  const left = takeStructure(text);
  if (!left.ok) return left;
  const right = takeStructure(left.value.rest);
  if (!right.ok) return right;
  if (right.value.rest !== '') return combination('more-than-two');
  const pair = [left.value.structure, right.value.structure] as const;
  const isPermitted = PERMITTED_PAIRS.some(
    ([first, second]) => first === pair[0].name && second === pair[1].name,
  );
  return isPermitted ? ok(pair) : combination('pair-not-permitted');
};

const NOT_DEFINED = '000';
const IN_NO_COMPOUND: readonly StructureName[] = [
  'national',
  'national-donor',
  'unit-exclusion',
  'compound-message',
];

/**
 * A compound message `=+aabbb…` (ST-001 §2.4.23): the structures that follow its header, as many as it says. A message of
 * a listed sequence (`bbb` other than 000) is refused unless the list is given: the standard wants its order checked.
 */
export const readCompoundMessage = (
  text: string,
  sequences: Readonly<Record<string, readonly StructureName[]>> = {},
): Combined => {
  const header = takeStructure(text);
  if (!header.ok) return header;
  if (header.value.structure.name !== 'compound-message')
    return combination('not-a-compound-message');
  const { count, sequence } = header.value.structure.content;
  const structures: DataStructure[] = [];
  let rest = header.value.rest;
  // `count` has two digits.
  while (structures.length < count) {
    if (rest === '') return combination('count-wrong');
    const taken = takeStructure(rest);
    if (!taken.ok) return taken;
    if (IN_NO_COMPOUND.includes(taken.value.structure.name)) {
      return combination('national-in-compound-message');
    }
    structures.push(taken.value.structure);
    rest = taken.value.rest;
  }
  if (rest !== '' || count === 0) return combination('count-wrong');
  if (sequence === NOT_DEFINED) return ok(structures);
  const listed = Object.hasOwn(sequences, sequence) ? sequences[sequence] : undefined;
  if (listed === undefined) return combination('sequence-unknown');
  const isListed =
    listed.length === count && structures.every(({ name }, at) => name === listed[at]);
  return isListed ? ok(structures) : combination('sequence-wrong');
};
