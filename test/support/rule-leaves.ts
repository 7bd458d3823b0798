import type { RuleSet } from '../../shared/domain/screening/schema.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One value of a rule set that a decision may depend on. */
export interface Leaf {
  /** Keys from the root, list items by their code, type or place: `limits/weight-low-male/value`. */
  readonly path: string;
  readonly keys: readonly (string | number)[];
  readonly value: Json;
}

/** Where a rule comes from and how it is worded; the names of the set itself and its days. */
const NOT_RULES = new Set([
  ...['clause', 'source', 'mark', 'confirm', 'text', 'title'],
  ...['schemaVersion', 'id', 'version', 'effectiveFrom', 'effectiveTo'],
]);

type Plain = null | boolean | number | string;

const isPlain = (value: Json): value is Plain => value === null || typeof value !== 'object';
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** A rule by its code, what is required by its item, volumes by their type, all else by its place. */
function nameOf(item: Json, at: number): string {
  if (isPlain(item) || isList(item)) return String(at);
  const name = [item['code'], item['item'], item['type']].find((each) => typeof each === 'string');
  return typeof name === 'string' ? name : String(at);
}

function walk(value: Json, keys: Leaf['keys'], names: readonly string[]): Leaf[] {
  const leaf = { path: names.join('/'), keys, value };
  if (isPlain(value)) return [leaf];
  if (isList(value)) {
    if (value.every(isPlain)) return [leaf];
    return value.flatMap((item, at) => walk(item, [...keys, at], [...names, nameOf(item, at)]));
  }
  return Object.entries(value)
    .filter(([key]) => !NOT_RULES.has(key))
    .flatMap(([key, member]) => walk(member, [...keys, key], [...names, key]));
}

// A rule set is what JSON.parse made of a file.
export const leavesOf = (ruleSet: RuleSet): readonly Leaf[] => walk(ruleSet, [], []);

const set = (value: Json, [key, ...rest]: Leaf['keys'], to: Json): Json => {
  if (key === undefined) return to;
  if (isPlain(value)) throw new Error('the path leads through a plain value');
  if (isList(value)) return value.map((item, at) => (at === key ? set(item, rest, to) : item));
  // Another kind of effect has other members: the whole effect is replaced.
  if (key === 'effect' && rest[0] === 'kind') return { ...value, effect: { kind: to } };
  return { ...value, [key]: set(value[key] ?? null, rest, to) };
};

/** The rule set with one leaf changed. It need not be a sound one. */
export const withLeaf = (ruleSet: RuleSet, leaf: Leaf, to: Json): RuleSet =>
  set(ruleSet, leaf.keys, to) as RuleSet;

const FRACTIONS: Readonly<Record<string, number>> = {
  ...{ 'weight-low-male': 0.1, 'weight-low-female': 0.1, 'temperature-high': 0.1 },
  'haematocrit-low': 0.001,
};

const ALTERNATIVES: Readonly<Record<string, readonly Json[]>> = {
  kind: ['refer', 'permanent'],
  from: ['visit', 'event'],
  unit: ['hours', 'days', 'weeks', 'months', 'years'],
  sex: ['male', 'female', 'all'],
  athlete: ['any', 'only', 'except'],
  bound: ['min', 'max'],
  reading: ['through-age', 'before-birthday'],
  year: ['calendar', 'rolling-365-days'],
  measure: ['donations', 'volumeMl'],
  field: ['pulsePerMin', 'altUPerL', 'weightKg'],
  item: ['altUPerL', 'hbsAgRapid'],
  previous: ['whole-blood', 'apheresis-platelets', 'apheresis-granulocytes'],
  next: ['whole-blood', 'apheresis-platelets', 'apheresis-granulocytes'],
  type: ['whole-blood', 'apheresis-platelets', 'apheresis-granulocytes'],
  value: ['last-day', 'next-month'],
  code: ['another-code'],
  bars: ['all', ['apheresis-plasma']],
  donationTypes: ['all', ['apheresis-plasma']],
  types: [['whole-blood'], ['apheresis-platelets']],
  flags: [['no-platelets'], []],
  roles: [['leader']],
  requires: [[]],
  allowedMl: [[100], null],
  override: [{ roles: ['leader'] }],
  matchedPeriod: [{ amount: 1, unit: 'days' }],
  extension: [
    { limit: { years: 70, reading: 'through-age', clause: null, confirm: false }, requires: [] },
  ],
};

/** Other values for a leaf: the next number on either side, or other words of its list. */
export function othersOf({ path, keys, value }: Leaf): readonly Json[] {
  const key = String(keys.at(-1));
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') {
    const step = key === 'value' ? (FRACTIONS[path.split('/').at(-2) ?? ''] ?? 1) : 1;
    const round = (number: number) => Math.round(number * 1000) / 1000;
    return value === 0 ? [step] : [round(value + step), round(value - step)];
  }
  const others = path === 'donationTypes' ? [['whole-blood']] : (ALTERNATIVES[key] ?? []);
  return others.filter((other) => JSON.stringify(other) !== JSON.stringify(value));
}
