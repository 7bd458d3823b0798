/** Those who want something, the last one on top. */
export interface Takers<T> {
  /** Returns how to take it off again. */
  readonly put: (taker: T) => () => void;
  readonly onTop: () => T | undefined;
}

export function createTakers<T>(): Takers<T> {
  let stack: readonly T[] = [];
  return {
    put: (taker) => {
      stack = [...stack, taker];
      return () => {
        stack = stack.filter((other) => other !== taker);
      };
    },
    onTop: () => stack.at(-1),
  };
}
