import {
  beginIndexTransfer,
  type Changes,
} from '../../electron/core/store/donor-index-transfer.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { donorKey } from '../../shared/ids.ts';
import type { ChangesPlace } from '../../shared/sync/donor-changes.ts';
import { keyHex } from './fresh-store.ts';

// Four digits, so that no number is another's beginning.
export const donorAt = (at: number, donationCount = 1): IndexedDonor => ({
  donorKey: donorKey.parse(String(at).padStart(4, '0').padEnd(64, '0')),
  ...{ donationCount, bloodGroup: 'A', hadReaction: false, history: [], deferrals: [] },
  personKey: null,
});

export const donors = (from: number, count: number, donationCount = 1): readonly IndexedDonor[] =>
  Array.from({ length: count }, (_, at) => donorAt(from + at, donationCount));

/** A page of changes as a station sends it; `removed` are the numbers of `donorAt`. */
export const changes = (
  indexVersion: number,
  changed: readonly IndexedDonor[],
  removed: readonly number[] = [],
  next: ChangesPlace | null = null,
): Changes => ({
  ...{ indexVersion, next, donors: changed },
  removed: removed.map((at) => donorAt(at).donorKey),
});

/** An index of ten donors, whole, of version 1. */
export function whole(folder: string, generation: number, donationCount = 1): void {
  const transfer = beginIndexTransfer(folder, keyHex, generation);
  transfer.takeRows({
    ...{ donors: donors(0, 10, donationCount), nextCursor: null, indexVersion: 1 },
  });
  transfer.finish();
}
