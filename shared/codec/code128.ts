const SYMBOL_MODULES = 11;
const STOP_MODULES = 13;
const DIGITS_IN_SUBSET_C_MIN = 4;

export interface Code128Field {
  /** Mode of `^BC`: `A` the printer chooses subsets and reads the text as it stands, `N` with `>` escapes. */
  readonly mode: 'A' | 'N';
  /** What goes between `^FD` and `^FS`. */
  readonly fieldData: string;
  /** Greatest width of the symbol in modules, start, check and stop included, quiet zones not. */
  readonly modulesMax: number;
}

// In mode N `>` escapes: `>:` starts subset B, `>0` is `>` itself, `><` is `^`, `>=` is `~`.
const ESCAPES: Readonly<Record<string, string>> = { '>': '>0', '^': '><', '~': '>=' };
const START_B = '>:';

/** Symbols between start and check when runs of four or more digits go two by two, with the shifts this takes. */
const packedSymbols = (text: string): number => {
  let symbols = text.length;
  for (const run of text.match(/[0-9]+/gu) ?? []) {
    if (run.length < DIGITS_IN_SUBSET_C_MIN) continue;
    const pairs = Math.floor(run.length / 2);
    const isAtEnd = text.endsWith(run);
    const isAtStart = text.startsWith(run);
    symbols += (isAtStart ? 0 : 1) + (isAtEnd ? 0 : 1) - pairs;
  }
  return symbols;
};

const modulesOf = (symbols: number): number => (symbols + 2) * SYMBOL_MODULES + STOP_MODULES;

/**
 * Printable ASCII (32 … 126) for a ZPL `^BC` field. Digits are packed in subset C, as ST-001 asks, except in a text
 * with `>`, `^` or `~`: those need mode N, where independent renderers and printers agree on subset B only.
 * Null for an empty text or a character outside that set.
 */
export const code128Field = (text: string): Code128Field | null => {
  if (!/^[\x20-\x7e]+$/u.test(text)) return null;
  if (!/[>^~]/u.test(text)) {
    return { mode: 'A', fieldData: text, modulesMax: modulesOf(packedSymbols(text)) };
  }
  const escaped = text.replace(/[>^~]/gu, (char) => ESCAPES[char] ?? char);
  return { mode: 'N', fieldData: START_B + escaped, modulesMax: modulesOf(text.length) };
};
