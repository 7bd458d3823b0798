const openers = '（([【〔［';
const closers = '）)]】〕］';
const separators = '、，,；;\n\r';

export interface NamedUnit {
  readonly name: string;
  /** From “市教育局（120人）”; null where the cell says none. */
  readonly headcount: number | null;
}

export interface SplitUnits {
  readonly units: readonly NamedUnit[];
  /** The same unit stood twice in the cell. */
  readonly hadRepeats: boolean;
  /** Brackets did not pair, so separators inside them may have been taken for the list's own. */
  readonly bracketsUnpaired: boolean;
}

/**
 * The units of one cell. Separators inside brackets belong to a name: “市委办公室【市委国安办、市档案局】” is one unit. Pairs may be
 * of mixed widths (“(…）”), as typists leave them. Numbering (“1.”, “2、”) is taken away.
 */
export function splitUnits(cell: string): SplitUnits {
  const text = cell.replace(/^\s*(参加|参与)?单位\s*[:：]\s*/u, '');
  const bracketed = pieces(text, true);
  const { parts, unpaired } = bracketed.unpaired ? pieces(text, false) : bracketed;
  const named = parts.map(toUnit).filter(({ name }) => name !== '' && !/^\d{1,2}$/u.test(name));
  const distinct = new Map<string, NamedUnit>();
  for (const unit of named) {
    if (!distinct.has(unitKey(unit.name))) distinct.set(unitKey(unit.name), unit);
  }
  return {
    units: [...distinct.values()],
    hadRepeats: distinct.size < named.length,
    bracketsUnpaired: bracketed.unpaired || unpaired,
  };
}

/** What two spellings of one name share: one width, no spaces, one kind of brackets. */
export const unitKey = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[[【〔]/gu, '(')
    .replace(/[\]】〕]/gu, ')')
    .toLowerCase();

/** Takes out the spaces that typing left between Chinese characters; those between Latin words stay, one each. */
export function tidyName(text: string): string {
  return text
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(/(?<=[^\u0020-\u007e]) | (?=[^\u0020-\u007e])/gu, '');
}

function toUnit(part: string): NamedUnit {
  const name = tidyName(part)
    .replace(/^[（(]?\d{1,2}[)）.．]+\s*/u, '')
    .replace(/^等$/u, '');
  const counted = /^(.+?)[（(]\s*([\d０-９]{1,6})\s*人\s*[)）]$/u.exec(name);
  return {
    name: counted?.[1] ?? name,
    headcount: counted ? Number((counted[2] ?? '').normalize('NFKC')) : null,
  };
}

function pieces(text: string, heedBrackets: boolean): { parts: string[]; unpaired: boolean } {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  let closedTooOften = false;
  for (const character of text) {
    if (heedBrackets && openers.includes(character)) depth += 1;
    if (heedBrackets && closers.includes(character)) {
      if (depth === 0) closedTooOften = true;
      else depth -= 1;
    }
    if (depth === 0 && separators.includes(character)) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return { parts: [...parts, part], unpaired: depth > 0 || closedTooOften };
}
