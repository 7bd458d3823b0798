import { usualKeyboardScanner } from '../../shared/device-setting.ts';

/**
 * A keyboard-wedge scanner types. This tells its bursts from fingers by timing, by what stands in front and by the Enter or
 * Tab behind, so that a code never ends up in whatever field has the focus.
 */

export interface WedgeOptions {
  /** Longest pause between two keys of one burst; fingers are slower, but may roll over two keys. */
  readonly gapMaxMs: number;
  /** What the scanner puts before every code and is taken off; '' when nothing. */
  readonly prefix: string;
}

export interface WedgeKey {
  /** KeyboardEvent.key. */
  readonly key: string;
  /** The character of that key on a US keyboard, null when its place is not told. */
  readonly us: string | null;
}

/** So many keys in a row at that speed are no fingers. */
const burstKeysMin = 4;
const burstKeysMax = 512;
/** First characters of ISBT 128 codes and of AIM identifiers: nobody types these fast by hand. */
const identifiers = '=&]';
/** Stands for a dead key, which gives no character of its own. */
const deadKey = '\ufffd';

interface Typed {
  readonly text: string;
  /** The same keys on a US keyboard; null once the place of one was not told. */
  readonly us: string | null;
  readonly keys: number;
  readonly lastAtMs: number;
}

export type Wedge =
  | { readonly kind: 'idle' }
  /** Keys let through so far, in case they are typing. */
  | ({ readonly kind: 'maybe' } & Typed)
  | ({ readonly kind: 'burst' } & Typed);

export const idle: Wedge = { kind: 'idle' };

interface Burst {
  readonly text: string;
  readonly us: string | null;
}

/**
 * `pass`: the key is the field's. `watch`: likewise, but remember the field as it is before the key. `take-back`: the keys
 * since `watch` were a scanner's; put the field back and swallow this one. `swallow`: keep it from the field.
 */
export type WedgeAction =
  | { readonly kind: 'pass' | 'watch' | 'take-back' | 'swallow' }
  | ({ readonly kind: 'scan' } & Burst);

export interface WedgeStep {
  readonly state: Wedge;
  readonly action: WedgeAction;
}

/** A burst that stopped without Enter: a scan when it begins like a code, else it was typing after all. */
export type Unfinished =
  | ({ readonly kind: 'scan' } & Burst)
  | { readonly kind: 'typing'; readonly text: string }
  | null;

const step = (state: Wedge, action: WedgeAction): WedgeStep => ({ state, action });

const isEnd = (key: string): boolean => key === 'Enter' || key === 'Tab';
/** One character, whatever number of UTF-16 units it has. */
const isCharacter = (key: string): boolean => key === 'Dead' || [...key].length === 1;

const withoutPrefix = ({ text, us }: Burst, { prefix }: WedgeOptions): Burst => {
  const cut = (from: string): string =>
    from.startsWith(prefix) ? from.slice(prefix.length) : from;
  return { text: cut(text), us: us === null ? null : cut(us) };
};

const beginsLikeCode = ({ text, us }: Burst, { prefix }: WedgeOptions): boolean =>
  [text, us ?? ''].some(
    (each) =>
      (each !== '' && identifiers.includes(each.charAt(0))) ||
      (prefix !== '' && each.startsWith(prefix)),
  );

/** One key at a monotonic time. */
export function feedKey(
  state: Wedge,
  { key, us }: WedgeKey,
  atMs: number,
  options: WedgeOptions = usualKeyboardScanner,
): WedgeStep {
  const isFast = state.kind !== 'idle' && atMs - state.lastAtMs <= options.gapMaxMs;
  if (isEnd(key)) {
    if (state.kind !== 'burst' || !isFast) return step(idle, { kind: 'pass' });
    return step(idle, { kind: 'scan', ...withoutPrefix(state, options) });
  }
  // Shift and its like come between the characters of a burst and are no text.
  if (!isCharacter(key)) return step(isFast ? state : idle, { kind: 'pass' });
  const character = key === 'Dead' ? deadKey : key;
  if (!isFast || state.keys >= burstKeysMax) {
    return step({ kind: 'maybe', text: character, us, keys: 1, lastAtMs: atMs }, { kind: 'watch' });
  }
  const typed: Typed = {
    text: state.text + character,
    us: state.us === null || us === null ? null : state.us + us,
    keys: state.keys + 1,
    lastAtMs: atMs,
  };
  if (state.kind === 'burst') return step({ kind: 'burst', ...typed }, { kind: 'swallow' });
  if (beginsLikeCode(typed, options) || typed.keys >= burstKeysMin) {
    return step({ kind: 'burst', ...typed }, { kind: 'take-back' });
  }
  return step({ kind: 'maybe', ...typed }, { kind: 'pass' });
}

/** What to make of a burst when no further key came. */
export function endBurst(state: Wedge, options: WedgeOptions = usualKeyboardScanner): Unfinished {
  if (state.kind !== 'burst') return null;
  return beginsLikeCode(state, options)
    ? { kind: 'scan', ...withoutPrefix(state, options) }
    : { kind: 'typing', text: state.text };
}
