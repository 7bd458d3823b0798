import { useState } from 'react';

export interface Paging<Sort extends string> {
  readonly wanted: {
    readonly page: number;
    readonly size: number;
    readonly sort: Sort;
    readonly direction: 'ascend' | 'descend';
  };
  readonly set: (
    page: number,
    size: number,
    sort?: string,
    direction?: 'ascend' | 'descend',
  ) => void;
  /** Sets what is looked for, and goes back to the first page. */
  readonly narrow: <T>(set: (value: T) => void) => (value: T) => void;
}

export const sizeUsual = 20;

/** Which page of a list is shown, in which order. */
export function usePaging<Sort extends string>(
  sort: Sort,
  direction: 'ascend' | 'descend' = 'ascend',
): Paging<Sort> {
  const first = { page: 1, size: sizeUsual, sort, direction };
  const [wanted, setWanted] = useState<Paging<Sort>['wanted']>(first);
  return {
    wanted,
    set: (page, size, newSort, newDirection) =>
      setWanted({
        ...{ page, size },
        // The columns' keys are the sorts their call knows.
        sort: (newSort ?? sort) as Sort,
        direction: newDirection ?? direction,
      }),
    narrow: (set) => (value) => {
      set(value);
      setWanted((now) => ({ ...now, page: 1 }));
    },
  };
}
