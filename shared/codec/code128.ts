import { code128Modules, code128Values } from './code128-symbol.ts';

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

/**
 * Printable ASCII (32 … 126) for a ZPL `^BC` field. Digits are packed in subset C, as ST-001 asks, except in a text
 * with `>`, `^` or `~`: those need mode N, where independent renderers and printers agree on subset B only.
 * Null for an empty text or a character outside that set.
 */
export const code128Field = (text: string): Code128Field | null => {
  if (!/^[\x20-\x7e]+$/u.test(text)) return null;
  if (!/[>^~]/u.test(text)) {
    const modulesMax = code128Modules(code128Values(text).length);
    return { mode: 'A', fieldData: text, modulesMax };
  }
  const escaped = text.replace(/[>^~]/gu, (char) => ESCAPES[char] ?? char);
  return { mode: 'N', fieldData: START_B + escaped, modulesMax: code128Modules(text.length + 1) };
};
