import fc from 'fast-check';
import { flagsType3 } from '../../shared/codes/isbt128/check-character.ts';
import type { Definition } from '../../shared/codes/isbt128/definition.ts';
import { DEFINITIONS } from '../../shared/codes/isbt128/definitions.ts';
import { type Din, dinCheckCharacter, parseBareDin } from '../../shared/codes/isbt128/din.ts';
import type { StructureName } from '../../shared/codes/isbt128/structure-contents.ts';
import { type SeededRandom, seededRandom } from '../../simulators/random.ts';

// fast-check's `stringMatching` takes a millisecond a text; a property of ten thousand runs has 25 µs for it.

/** The characters at each place of a simple pattern: classes, literals, `{n}` and a final `+` for `length` in all. */
const placesOf = (pattern: string, length: number): readonly string[] => {
  const places: string[] = [];
  for (const [, set, literal, count] of pattern.matchAll(
    /(?:\[([^\]]*)\]|(.))(?:\{([0-9]+)\}|\+)?/gu,
  )) {
    if (literal === '^' || literal === '$') continue;
    const chars =
      literal ??
      Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at))
        .filter((char) => new RegExp(`[${set}]`, 'u').test(char))
        .join('');
    const isRest = pattern.includes(`[${set}]+$`) && count === undefined && literal === undefined;
    const times = isRest ? length - places.length : Number(count ?? 1);
    for (let at = 0; at < times; at += 1) places.push(chars);
  }
  return places;
};

type Draw = (random: SeededRandom) => string;
const matching = (pattern: string, length = 0): Draw => {
  const places = placesOf(pattern, length);
  return (random) => places.map((chars) => chars.charAt(random.below(chars.length))).join('');
};
const number =
  (width: number, min: number, max: number): Draw =>
  (random) =>
    String(min + random.below(max - min + 1)).padStart(width, '0');
const oneOf =
  (items: readonly string[]): Draw =>
  (random) =>
    random.pick(items);
const all =
  (...draws: readonly Draw[]): Draw =>
  (random) =>
    draws.map((draw) => draw(random)).join('');
const either =
  (...draws: readonly Draw[]): Draw =>
  (random) =>
    random.pick(draws)(random);

const drawDin = matching('[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{10}');
const toDin = (text: string): Din => {
  const din = parseBareDin(text);
  if (!din.ok) throw new Error(din.error);
  return din.value;
};
const anySeed = fc.nat(2 ** 31 - 1);
const drawn = (draw: Draw): fc.Arbitrary<string> => anySeed.map((seed) => draw(seededRandom(seed)));

export const anyDin: fc.Arbitrary<Din> = drawn(drawDin).map(toDin);

/** A number as people type it from a label: thirteen characters and the check character in its box. */
export const anyTypedDin: fc.Arbitrary<string> = anyDin.map((din) => din + dinCheckCharacter(din));

const drawLabel: Draw = (random) => {
  const din = drawDin(random);
  return din + (random.chance(0.3) ? (flagsType3(din) ?? '00') : number(2, 0, 59)(random));
};
const drawDay = all(number(1, 0, 9), number(2, 0, 99), number(3, 1, 365));
const drawMinute = all(number(2, 0, 23), number(2, 0, 59));
const drawDayAndMinute = all(drawDay, drawMinute);
const segments =
  (digits: number, length: number): Draw =>
  (random) => {
    const count = random.below(6);
    return String(count).padStart(digits, '0') + matching(`[0-9]{${count * length}}`)(random);
  };
const drawPatient: Draw = (random) => {
  const id = matching(`[A-Za-z0-9]{${1 + random.below(20)}}`)(random);
  return number(2, 0, 99)(random) + String(id.length).padStart(2, '0') + id;
};

/** Data that a structure accepts, where its form alone does not say it. */
const special: Partial<Record<StructureName, Draw>> = {
  'donation-number': drawLabel,
  'blood-groups': all(
    oneOf([
      ...['95', '51', '06', '62', '17', '73', '28', '84', '55', '66', '77', '88', '00', 'Ma'],
      ...['Mb', 'Md', 'Mq', 'P2', 'A0', 'L0', 'Q9', '91', '47', '87', 'T6', 'Mf'],
    ]),
    matching('[0-9A-Z]0'),
  ),
  'product-code': either(
    matching('[EFHSP][A-Z0-9]{4}[0VRSTPrsA1XDd2LEQ3456FC78BHJG][A-Z0-9][a-z0-9]'),
    matching('[MNRTVW][A-Z0-9]{4}[0-9]{3}'),
    matching('X[1-9][A-Z0-9]{3}000'),
    matching('[A-D][A-Z0-9]{4}[A-Za-z0-9][A-Z0-9][a-z0-9]'),
  ),
  'expiry-date': drawDay,
  'collection-date': drawDay,
  'production-date': drawDay,
  'expiry-date-time': drawDayAndMinute,
  'collection-date-time': drawDayAndMinute,
  'production-date-time': drawDayAndMinute,
  'flexible-date-time': all(
    oneOf(['10', '20']),
    ...[number(2, 1, 6), number(4, 1, 9999), number(2, 1, 12), number(2, 1, 28), drawMinute],
  ),
  'patient-identification': drawPatient,
  'expiry-month': all(number(4, 0, 9999), number(2, 1, 12)),
  dimensions: segments(2, 14),
  'red-cell-antigens-with-history': segments(3, 10),
};

/** Text of a symbol of one structure, identifier included. */
const drawTextOf = (name: StructureName): Draw => {
  const { identifier, form, lengthOf } = DEFINITIONS[name] as Definition<unknown>;
  const draw = special[name] ?? matching(form.source, lengthOf('') || 12);
  return (random) => identifier + draw(random);
};
export const anyTextOf = (name: StructureName): fc.Arbitrary<string> => drawn(drawTextOf(name));
export const anyTextAmong = (names: readonly StructureName[]): fc.Arbitrary<string> =>
  drawn(either(...names.map(drawTextOf)));
