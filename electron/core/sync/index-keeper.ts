import type { DonorIndex } from '../store/donor-index.ts';
import type { Changes, IndexTransfer } from '../store/donor-index-transfer.ts';

/** The donor index in use, what keeps it up to date, and the transfers that replace it; by the generation of the station's hash key. */
export interface IndexKeeper {
  readonly current: () => DonorIndex | undefined;
  /** The version of the index held whole under that key; undefined: none is. */
  readonly versionOf: (generation: number) => number | undefined;
  /** Begins to fetch an index, or goes on. */
  readonly begin: (generation: number) => IndexTransfer;
  /** Goes on from a copy of the whole index, for changes of more than one page. */
  readonly copy: (generation: number) => Promise<IndexTransfer>;
  /** Takes over changes that came in one page: all of them, or nothing. */
  readonly change: (generation: number, changes: Changes) => void;
  /** A transfer has finished: its file takes the place of the one held before. */
  readonly replace: (generation: number) => void;
  /** An index that is of another key than was thought: removed, and nobody can be looked up until it has come again. */
  readonly forget: (generation: number) => void;
  /** From now on look-ups ask the index under this key; files of others are removed, but for those of the `next` one. */
  readonly use: (generation: number, next: number | null) => void;
  readonly close: () => void;
}
