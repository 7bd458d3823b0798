import type { BatchRefusal } from '../../shared/sync/station-api.ts';

/** The HTTP status under which a batch is refused. */
export const refusalStatus = {
  gap: 409,
  fork: 409,
  'broken-chain': 409,
  'wrong-vehicle': 403,
  'not-a-batch': 400,
  'too-large': 413,
} as const satisfies Readonly<Record<BatchRefusal['error'], number>>;
