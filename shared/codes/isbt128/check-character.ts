const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*';
const MODULUS = 37;
const FLAGS_TYPE_3_BASE = 60;

/**
 * ISO 7064 MOD 37-2 value 0…36 of a donation number (ISBT 128 ST-001 appendix A), or null when a character is not
 * `0-9A-Z`. The samples in the standard skip such characters; skipping would accept a wrong number, so we refuse.
 */
export const mod37Value = (text: string): number | null => {
  let sum = 0;
  for (const char of text) {
    const value = ALPHABET.indexOf(char);
    if (value < 0 || char === '*') return null;
    sum = ((sum + value) * 2) % MODULUS;
  }
  return (MODULUS + 1 - sum) % MODULUS;
};

/** The keyboard check character (`0-9A-Z*`) printed in a box after the number, never in the barcode. */
export const mod37Character = (text: string): string | null => {
  const value = mod37Value(text);
  return value === null ? null : ALPHABET.charAt(value);
};

/** The same value as two flag digits of type 3: 60 … 96. */
export const flagsType3 = (text: string): string | null => {
  const value = mod37Value(text);
  return value === null ? null : String(FLAGS_TYPE_3_BASE + value);
};
