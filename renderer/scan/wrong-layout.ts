import { identifyScan } from '../../shared/codes/scan.ts';

export type LayoutCause = 'layout' | 'caps-lock' | 'full-width' | 'input-method';

/** What a burst of keys was. A code that arrived changed is never mended by a guess: it is refused, with what to set right. */
export type TypedCode =
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'changed';
      readonly cause: LayoutCause;
      /** First character that differs: sent by the scanner, and arrived. */
      readonly sent: string;
      readonly arrived: string;
    };

/** Where the place of the keys is not told: characters of a US code as they arrive on other keyboards. */
const elsewhere: readonly Readonly<Record<string, string>>[] = [
  // German: Equal is a dead acute, Shift+7 a slash, Y and Z change places.
  { '´': '=', '/': '&', ';': '<', ':': '>', ß: '-', y: 'z', z: 'y', Y: 'Z', Z: 'Y' },
  // French: digits need Shift, A and Q, W and Z, M and the comma change places.
  {
    ...{ '&': '1', é: '2', '"': '3', "'": '4', '(': '5', '-': '6', è: '7', _: '8', ç: '9', à: '0' },
    ...{ q: 'a', a: 'q', w: 'z', z: 'w', Q: 'A', A: 'Q', W: 'Z', Z: 'W', '%': '"', ')': '-' },
    ...{ '7': '&', '5': '%', '.': '<', '/': '>', '?': 'M', ',': 'm' },
  },
];

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

const isIsbt = (text: string): boolean => {
  const { kind } = identifyScan(text);
  return kind === 'din' || kind === 'data-structure' || kind === 'data-structures';
};

const changed = (cause: LayoutCause, wanted: string, got: string): TypedCode => {
  const arrived = [...got];
  const sent = [...wanted];
  const at = sent.findIndex((character, index) => character !== arrived[index]);
  return { kind: 'changed', cause, sent: sent[at] ?? '', arrived: arrived[at] ?? '' };
};

const isCaseOnly = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** `typed`: the characters that arrived. `pressed`: the same keys on a US keyboard, null when their places are not told. */
export function judgeTyped(typed: string, pressed: string | null): TypedCode {
  if (isIsbt(typed)) return { kind: 'code', text: typed };
  const narrow = typed.normalize('NFKC');
  if (narrow !== typed && isAscii(narrow)) return changed('full-width', narrow, typed);
  if (pressed !== null && pressed !== typed && (isIsbt(pressed) || !isAscii(typed))) {
    return changed(isCaseOnly(pressed, typed) ? 'caps-lock' : 'layout', pressed, typed);
  }
  for (const table of elsewhere) {
    const would = [...typed].map((character) => table[character] ?? character).join('');
    if (pressed === null && isIsbt(would)) return changed('layout', would, typed);
  }
  return { kind: 'code', text: typed };
}

/** Keys that an input method took: only what they would have been on a US keyboard is known. Null: it was a person. */
export function judgeComposed(pressed: string): TypedCode | null {
  return isIsbt(pressed) ? changed('input-method', pressed, '') : null;
}
