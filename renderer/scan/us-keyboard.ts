/** US characters by the place of the key (KeyboardEvent.code), plain and with Shift: what a scanner set to “USA” pressed. */
const punctuation: Readonly<Record<string, readonly [string, string]>> = {
  Backquote: ['`', '~'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
  NumpadAdd: ['+', '+'],
  NumpadSubtract: ['-', '-'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
  NumpadDecimal: ['.', '.'],
};
const shiftedDigits = ')!@#$%^&*(';

/** The US character of a key, or null for a key that has none or whose place is not told. */
export function usCharacter(code: string, isShifted: boolean): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return isShifted ? letter : letter.toLowerCase();
  const digit = /^Digit([0-9])$/.exec(code)?.[1];
  if (digit !== undefined) return isShifted ? shiftedDigits.charAt(Number(digit)) : digit;
  const onPad = /^Numpad([0-9])$/.exec(code)?.[1];
  if (onPad !== undefined) return onPad;
  return punctuation[code]?.[isShifted ? 1 : 0] ?? null;
}
