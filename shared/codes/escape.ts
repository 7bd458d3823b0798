const SHOWN_CHARS_MAX = 80;

/**
 * A scanned text for showing: what does not print, or would turn the writing round, is written `\x1D` or `\u202E`; a long
 * one is cut with `…`.
 */
export const escapeText = (text: string): string => {
  let shown = '';
  for (const char of text) {
    if (shown.length >= SHOWN_CHARS_MAX) return `${shown}…`;
    const code = char.codePointAt(0) ?? 0;
    const hex = code.toString(16).toUpperCase();
    if (char === ' ' || !/[\p{C}\p{Z}]/u.test(char)) shown += char;
    else shown += code > 0xff ? `\\u${hex.padStart(4, '0')}` : `\\x${hex.padStart(2, '0')}`;
  }
  return shown;
};
