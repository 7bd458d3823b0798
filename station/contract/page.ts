import { z } from 'zod';

export const rowsPerPageMax = 100;
/** Beyond this nobody turns pages: a narrower search is wanted, and a count stops here. */
export const countMax = 10_000;

/** Which part of a list is wanted, as tables turn pages: the first is 1. */
export const pageWanted = {
  page: z
    .int()
    .min(1)
    .max(countMax / 10)
    .default(1),
  size: z.int().min(1).max(rowsPerPageMax).default(20),
} as const;

/** One page of a list. `total` counts to `countMax` and then stops: `hasMore` says that there are more. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.strictObject({
    rows: z.array(row).max(rowsPerPageMax),
    total: z.int().min(0).max(countMax),
    hasMore: z.boolean(),
  });

export interface Page<T> {
  rows: T[];
  total: number;
  hasMore: boolean;
}

export const searchText = z.string().trim().max(100).default('');
export const direction = z.enum(['ascend', 'descend']);
