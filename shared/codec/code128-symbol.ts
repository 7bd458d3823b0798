// ISO/IEC 15417 table 1: widths of bar, space, bar, space, bar, space by symbol value; the last is the stop.
const PATTERNS = `212222 222122 222221 121223 121322 131222 122213 122312 132212 221213
221312 231212 112232 122132 122231 113222 123122 123221 223211 221132
221231 213212 223112 312131 311222 321122 321221 312212 322112 322211
212123 212321 232121 111323 131123 131321 112313 132113 132311 211313
231113 231311 112133 112331 132131 113123 113321 133121 313121 211331
231131 213113 213311 213131 311123 311321 331121 312113 312311 332111
314111 221411 431111 111224 111422 121124 121421 141122 141221 112214
112412 122114 122411 142112 142211 241211 221114 413111 241112 134111
111242 121142 121241 114212 124112 124211 411212 421112 421211 212141
214121 412121 111143 111341 131141 114113 114311 411113 411311 113141
114131 311141 411131 211412 211214 211232 2331112`.split(/\s+/u);

const CODE_C = 99;
const CODE_B = 100;
const START_B = 104;
const START_C = 105;
const STOP = 106;
const CHECK_MODULUS = 103;
const PACKED_FROM = 4;
const SYMBOL_MODULES = 11;
const STOP_MODULES = 13;

const inB = (text: string): number[] => Array.from(text, (char) => char.charCodeAt(0) - 32);
const inC = (digits: string): number[] =>
  Array.from(digits.match(/../gu) ?? [], (pair) => Number(pair));

/** Values from start to the last character: runs of four digits or more two by two, all else in subset B. */
export function code128Values(text: string): readonly number[] {
  const values: number[] = [];
  let subset: 'B' | 'C' | null = null;
  const turnTo = (wanted: 'B' | 'C'): void => {
    if (subset === null) values.push(wanted === 'B' ? START_B : START_C);
    else if (subset !== wanted) values.push(wanted === 'B' ? CODE_B : CODE_C);
    subset = wanted;
  };
  for (const [part] of text.matchAll(/[0-9]+|[^0-9]+/gu)) {
    const isPacked = part.length >= PACKED_FROM && /^[0-9]/u.test(part);
    // The one digit too many goes where the text is in subset B anyway: before the pairs, at the text's start after them.
    const odd = isPacked && part.length % 2 === 1;
    const first = odd && subset !== null ? 1 : 0;
    const last = isPacked ? part.length - (odd && first === 0 ? 1 : 0) : part.length;
    if (!isPacked || first > 0) {
      turnTo('B');
      values.push(...inB(isPacked ? part.slice(0, first) : part));
    }
    if (!isPacked) continue;
    turnTo('C');
    values.push(...inC(part.slice(first, last)));
    if (last === part.length) continue;
    turnTo('B');
    values.push(...inB(part.slice(last)));
  }
  return values;
}

/** Width in modules of a symbol with so many values from its start to its last character, without quiet zones. */
export const code128Modules = (values: number): number =>
  (values + 1) * SYMBOL_MODULES + STOP_MODULES;

/** Bars and spaces in turn, in modules, first a bar: printable ASCII as the screen shows it. */
export function code128Widths(text: string): readonly number[] {
  const values = code128Values(text);
  const check = values.reduce((sum, value, at) => sum + value * Math.max(1, at), 0) % CHECK_MODULUS;
  return [...values, check, STOP].flatMap((value) =>
    Array.from(PATTERNS[value] ?? '', (width) => Number(width)),
  );
}
