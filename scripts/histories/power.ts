/** Thrown where a simulated power cut hits. Nothing of the product may take it for an answer. */
export class PowerCut extends Error {}

/**
 * When the power of a laptop goes. `call`: at the n-th time from now that the program asks its world for anything (clock, random
 * numbers, a hash) or has just committed: between any two writes and inside a transaction. `torn`: while the n-th commit from now
 * is being written, so that only the beginning of it is on the disk.
 */
export interface Cut {
  readonly kind: 'call' | 'torn';
  readonly after: number;
}

export interface Fuse {
  readonly arm: (cut: Cut | null) => void;
  /** The program asked its world for something. */
  readonly asked: () => void;
  /** The program has committed. */
  readonly committed: () => void;
  readonly isBlown: () => boolean;
}

/** `blow` keeps what is on the disk at that very moment. */
export function createFuse(blow: (kind: Cut['kind']) => void): Fuse {
  let armed: Cut | null = null;
  let left = 0;
  let isBlown = false;
  const count = (): void => {
    if (armed === null || isBlown) return;
    if (left > 0) {
      left -= 1;
      return;
    }
    isBlown = true;
    blow(armed.kind);
    throw new PowerCut();
  };
  return {
    arm: (cut) => {
      armed = cut;
      left = cut?.after ?? 0;
    },
    asked: () => {
      if (armed?.kind === 'call') count();
    },
    committed: count,
    isBlown: () => isBlown,
  };
}
