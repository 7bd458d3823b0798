/**
 * A keyboard-wedge scanner types. This tells its bursts from fingers by timing, by the data identifier in front and by
 * the Enter behind, so that a code never ends up in whatever field has the focus.
 */

/** Longest pause between two keys of one burst; fingers are slower, but may roll over two keys. */
export const burstGapMaxMs = 35;
/** So many keys in a row at that speed are no fingers. */
const burstKeysMin = 4;
const burstKeysMax = 128;
/** First characters of ISBT 128 codes and of AIM identifiers: nobody types these fast by hand. */
const identifiers = '=&]';

export type Wedge =
  | { readonly kind: 'idle' }
  /** Keys let through so far, in case they are typing. */
  | { readonly kind: 'maybe'; readonly text: string; readonly lastAtMs: number }
  | { readonly kind: 'burst'; readonly text: string; readonly lastAtMs: number };

export const idle: Wedge = { kind: 'idle' };

/**
 * `pass`: the key is the field's. `watch`: likewise, but remember the field as it is before the key. `take-back`: the keys
 * since `watch` were a scanner's; put the field back and swallow this one. `swallow`: keep it from the field.
 */
export type WedgeAction =
  | { readonly kind: 'pass' | 'watch' | 'take-back' | 'swallow' }
  | { readonly kind: 'scan'; readonly text: string };

export interface WedgeStep {
  readonly state: Wedge;
  readonly action: WedgeAction;
}

const step = (state: Wedge, action: WedgeAction): WedgeStep => ({ state, action });

/** A burst that stopped without Enter: a scan when it begins like a code, else it was typing after all. */
export type Unfinished =
  | { readonly kind: 'scan'; readonly text: string }
  | { readonly kind: 'typing'; readonly text: string }
  | null;

/** One key, `key` as in KeyboardEvent.key, at a monotonic time. */
export function feedKey(state: Wedge, key: string, atMs: number): WedgeStep {
  const isFast = state.kind !== 'idle' && atMs - state.lastAtMs <= burstGapMaxMs;
  if (key === 'Enter') {
    if (state.kind !== 'burst' || !isFast) return step(idle, { kind: 'pass' });
    return step(idle, { kind: 'scan', text: state.text });
  }
  // Shift and its like come between the characters of a burst and are no text.
  if (key.length !== 1) return step(isFast ? state : idle, { kind: 'pass' });
  if (!isFast || state.text.length >= burstKeysMax) {
    return step({ kind: 'maybe', text: key, lastAtMs: atMs }, { kind: 'watch' });
  }
  const text = state.text + key;
  if (state.kind === 'burst')
    return step({ kind: 'burst', text, lastAtMs: atMs }, { kind: 'swallow' });
  const isCode = identifiers.includes(text.charAt(0)) && text.length >= 2;
  if (isCode || text.length >= burstKeysMin) {
    return step({ kind: 'burst', text, lastAtMs: atMs }, { kind: 'take-back' });
  }
  return step({ kind: 'maybe', text, lastAtMs: atMs }, { kind: 'pass' });
}

/** What to make of a burst when no further key came. */
export function endBurst(state: Wedge): Unfinished {
  if (state.kind !== 'burst') return null;
  const isCode = identifiers.includes(state.text.charAt(0));
  return { kind: isCode ? 'scan' : 'typing', text: state.text };
}
