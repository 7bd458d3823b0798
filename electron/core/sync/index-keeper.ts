import type { DonorIndex, IndexTransfer } from '../store/donor-index.ts';

/** The donor index in use and the transfers that replace it. */
export interface IndexKeeper {
  readonly current: () => DonorIndex | undefined;
  readonly has: (version: number) => boolean;
  readonly begin: (version: number) => IndexTransfer;
  /** From now on look-ups ask this version; files of others are removed. */
  readonly use: (version: number) => void;
  readonly close: () => void;
}
