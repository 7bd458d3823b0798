const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_OFFSET = 0xfee0;
const IDEOGRAPHIC_SPACE = 0x3000;

/**
 * Folds what a Chinese input method makes of typed codes: full-width forms become ASCII, letters become
 * upper case, white space of any kind is dropped. Everything else is kept, so that it can be refused.
 */
export const foldTyped = (typed: string): string => {
  let folded = '';
  for (const char of typed) {
    const code = char.codePointAt(0) ?? 0;
    if (code === IDEOGRAPHIC_SPACE || /\s/u.test(char)) continue;
    const isFullWidth = code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST;
    folded += isFullWidth ? String.fromCharCode(code - FULL_WIDTH_OFFSET) : char;
  }
  return folded.replace(/[a-z]/gu, (letter) => letter.toUpperCase());
};
