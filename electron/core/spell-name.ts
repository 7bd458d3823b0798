import { pinyin } from 'pinyin-pro';

const namesMax = 2_000;
const spelled = new Map<string, { readonly pinyin: string; readonly initials: string }>();

/** A Chinese name in pinyin letters and initials, lower case, surnames read as surnames (单 shan, 解 xie). Remembers the day's names. */
export function spellName(name: string): { readonly pinyin: string; readonly initials: string } {
  const known = spelled.get(name);
  if (known) return known;
  const options = {
    toneType: 'none',
    type: 'array',
    mode: 'surname',
    nonZh: 'consecutive',
  } as const;
  const syllables = pinyin(name, options).map((syllable) => syllable.toLowerCase());
  const made = {
    pinyin: syllables.join(''),
    initials: syllables.map((syllable) => syllable.charAt(0)).join(''),
  };
  if (spelled.size >= namesMax) spelled.clear();
  spelled.set(name, made);
  return made;
}
