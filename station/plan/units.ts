const openers = '（([【〔［';
const closers = '）)]】〕］';
const separators = '、，,；;\n';

export interface SplitUnits {
  readonly names: readonly string[];
  /** The same unit stood twice in the cell. */
  readonly hadRepeats: boolean;
  /** Brackets did not pair, so separators inside them may have been taken for the list's own. */
  readonly bracketsUnpaired: boolean;
}

/**
 * The units of one cell. Separators inside brackets belong to a name: “市委办公室【市委国安办、市档案局】” is one unit. Pairs may be
 * of mixed widths (“(…）”), as typists leave them.
 */
export function splitUnits(cell: string): SplitUnits {
  const text = cell.replace(/^\s*(参加|参与)?单位\s*[:：]\s*/u, '');
  const bracketed = pieces(text, true);
  const { parts, unpaired } = bracketed.unpaired ? pieces(text, false) : bracketed;
  const names = parts.map(tidyName).filter((name) => name !== '');
  const distinct = [...new Set(names)];
  return {
    names: distinct,
    hadRepeats: distinct.length < names.length,
    bracketsUnpaired: bracketed.unpaired || unpaired,
  };
}

/** Takes out the spaces that typing left between Chinese characters; those between Latin words stay, one each. */
export function tidyName(text: string): string {
  return text
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(/(?<=[^\u0020-\u007e]) | (?=[^\u0020-\u007e])/gu, '');
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
