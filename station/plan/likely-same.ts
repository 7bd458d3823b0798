import { unitKey } from './units.ts';

/** Why two names may be one unit, from the surest to the least sure. */
export type Likeness =
  /** Only the town's name, brackets or an official ending differ: “淮北市教育局”, “市教育局（含学校）”; “段园镇”, “段园镇政府”. */
  | 'official-words'
  /** One name holds the other: “中国银行”, “中国银行淮北分行”. */
  | 'contained'
  /** A character or two are others, missing or changed round. */
  | 'typing';

export interface NamedUnit {
  readonly unitId: string;
  readonly name: string;
  /** The plans that name it. */
  readonly plans: readonly string[];
}

export interface LikelyPair {
  readonly one: string;
  readonly other: string;
  readonly why: Likeness;
  /** What the two share. */
  readonly common: string;
}

/** Beyond this the oldest plans' units are not compared: a station has hundreds, a province's some thousands. */
export const unitsComparedMax = 6_000;
const pairsMax = 200;
/** A piece of a name that more units share (“公司”, “中学”) says nothing. */
const sharingMax = 60;
const coreCharsMin = 2;
const containedCharsMin = 4;
const addedCharsMax = 6;
const typedCharsMin = 4;
/** From this length on two characters may differ. */
const longChars = 8;

const endings =
  /(?:人民政府|政府|街道办事处|办事处|居委会|机关|有限责任公司|股份有限公司|有限公司|责任公司|公司|总公司|集团)$/u;
/** “淮北市教育局” and “市教育局” are of one town, “淮南市教育局” is of another. */
const town = /^(?:[\p{Script=Han}]{2,3}省)?([\p{Script=Han}]{2,3})?市(?=.{2})/u;
const townOf = (name: string): string => town.exec(unitKey(name))?.[1] ?? '';
const mayBeOneTown = (one: string, other: string): boolean =>
  one === '' || other === '' || one === other;

/** What is left of a name without what typists add or leave out. */
export function coreOf(name: string): string {
  let core = unitKey(name)
    .replace(/\([^()]*\)/gu, '')
    .replace(/[()“”"'·.。,-]/gu, '')
    .replace(town, '');
  for (let times = 0; times < 3; times += 1) {
    // “街道办事处” ends a street's own name, which keeps “街道”.
    const shorter = core.replace(/街道办事处$/u, '街道').replace(endings, '');
    if (shorter === core || shorter.length < coreCharsMin) break;
    core = shorter;
  }
  return core;
}

/** Characters that tell units apart: a difference in one of them is none of typing. */
const telling = /[\d一二三四五六七八九十百东西南北中上下前后新老大小甲乙丙丁]/u;

/** “实验小学东校区” beside “实验小学” is a place of its own. */
const branch = new RegExp(`^第?(?:${telling.source})+(?:校区|校|区|院|部)?$`, 'u');

/**
 * Edits between two short texts (insert, delete, replace, change round), or null when they are more than `most` or touch what tells
 * units apart.
 */
export function typingEdits(one: string, other: string, most: number): number | null {
  const a = Array.from(one);
  const b = Array.from(other);
  if (Math.abs(a.length - b.length) > most) return null;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  ) {
    end += 1;
  }
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (telling.test(left.join('')) || telling.test(right.join(''))) return null;
  const edits = distance(left, right);
  // Two characters side by side are a word: “农业银行” is no slip for “工商银行”.
  const isWord = edits === 2 && Math.max(left.length, right.length) === 2;
  return edits <= most && !isWord ? edits : null;
}

function distance(a: readonly string[], b: readonly string[]): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, mine] of a.entries()) {
    const next = [i + 1];
    for (const [j, theirs] of b.entries()) {
      const cost = mine === theirs ? 0 : 1;
      let least = Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + cost);
      const isTurned = i > 0 && j > 0 && mine === b[j - 1] && a[i - 1] === theirs;
      if (isTurned) least = Math.min(least, (before[j - 1] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}

function likenessOf(a: string, b: string): Pick<LikelyPair, 'why' | 'common'> | null {
  if (a === b) return { why: 'official-words', common: a };
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= containedCharsMin && long.includes(short)) {
    const added = long.replace(short, '');
    return added.length <= addedCharsMax && !branch.test(added)
      ? { why: 'contained', common: short }
      : null;
  }
  if (short.length < typedCharsMin) return null;
  const edits = typingEdits(a, b, short.length >= longChars ? 2 : 1);
  return edits === null ? null : { why: 'typing', common: short };
}

/** By what units are brought together before they are compared: two characters in a row, and the first with the last. */
const marksOf = (core: string): string[] => {
  const characters = Array.from(core);
  const pairs = characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`);
  return [...new Set([...pairs, `^${characters[0] ?? ''}${characters.at(-1) ?? ''}$`, `=${core}`])];
};

const order: readonly Likeness[] = ['official-words', 'contained', 'typing'];

/** Units that may be the same, the likeliest first. Only a person says that they are. */
export function likelySame(
  units: readonly NamedUnit[],
  isDecided: (one: string, other: string) => boolean = () => false,
): readonly LikelyPair[] {
  const cores = units
    .slice(0, unitsComparedMax)
    .map(({ unitId, name, plans }) => ({ unitId, plans, core: coreOf(name), town: townOf(name) }))
    .filter(({ core }) => core.length >= coreCharsMin);
  const sharing = new Map<string, number[]>();
  for (const [at, { core }] of cores.entries()) {
    for (const mark of marksOf(core)) {
      const ats = sharing.get(mark);
      if (ats) ats.push(at);
      else sharing.set(mark, [at]);
    }
  }
  const seen = new Set<number>();
  const found: LikelyPair[] = [];
  for (const ats of sharing.values()) {
    if (ats.length > sharingMax) continue;
    for (const [place, at] of ats.entries()) {
      for (const another of ats.slice(place + 1)) {
        const pair = at * unitsComparedMax + another;
        if (seen.has(pair)) continue;
        seen.add(pair);
        const [one, other] = [cores[at], cores[another]];
        if (!one || !other || !mayBeOneTown(one.town, other.town)) continue;
        const like = likenessOf(one.core, other.core);
        // A plan that names both means two units, unless only official words differ.
        const isTold = one.plans.some((plan) => other.plans.includes(plan));
        if (like === null || (isTold && like.why !== 'official-words')) continue;
        if (isDecided(one.unitId, other.unitId)) continue;
        found.push({ one: one.unitId, other: other.unitId, ...like });
      }
    }
  }
  return found
    .toSorted(
      (a, b) =>
        order.indexOf(a.why) - order.indexOf(b.why) ||
        b.common.length - a.common.length ||
        (a.one + a.other < b.one + b.other ? -1 : 1),
    )
    .slice(0, pairsMax);
}
