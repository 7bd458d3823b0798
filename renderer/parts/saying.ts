import type { Sentence } from '../text/index.ts';

/** What the screen says aloud across the work: a refusal, a wrong scan, or that something was taken. */
export interface Said {
  readonly tone: 'stop' | 'wait' | 'go';
  readonly sentence: Sentence;
  /** Where to go with it instead. */
  readonly offer?: { readonly sentence: Sentence; readonly to: string };
}

export interface Saying {
  readonly say: (said: Said) => void;
  readonly hush: () => void;
  /** Returns how to hush what is being said now: a newer sentence stays, whoever comes late with this. */
  readonly hushLater: () => () => void;
}

/** The one sentence that is being said; a newer one takes its place. */
export interface SaidStore extends Saying {
  readonly said: () => Said | null;
  readonly subscribe: (onChange: () => void) => () => void;
}

export function createSaid(): SaidStore {
  let said: Said | null = null;
  const listeners = new Set<() => void>();
  const set = (next: Said | null): void => {
    said = next;
    for (const onChange of listeners) onChange();
  };
  return {
    said: () => said,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    // A copy: the same sentence said again is a newer one.
    say: (next) => set({ ...next }),
    hush: () => set(null),
    hushLater: () => {
      const heard = said;
      return () => {
        if (said === heard) set(null);
      };
    },
  };
}
