/** A small repeatable random source: the same seed gives the same people, on every machine. */
export interface SeededRandom {
  /** Whole number 0 … below − 1. */
  readonly below: (below: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
}

const TWO_TO_32 = 4_294_967_296;

/** Marsaglia's xorshift32, started from a mixed seed so that neighbouring seeds differ at once. */
export const seededRandom = (seed: number): SeededRandom => {
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x85ebca6b) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / TWO_TO_32;
  };
  for (let round = 0; round < 8; round += 1) next();
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
};
