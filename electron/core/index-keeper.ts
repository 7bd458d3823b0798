import {
  beginIndexTransfer,
  type DonorIndex,
  hasDonorIndex,
  openDonorIndex,
  removeOtherIndexes,
} from './store/donor-index.ts';
import type { IndexKeeper } from './sync/index-keeper.ts';

/** Keeps the donor index of `version` open, when this laptop holds it whole, until another takes its place. */
export function createIndexKeeper(folder: string, keyHex: string, version: number): IndexKeeper {
  let current: DonorIndex | undefined = openDonorIndex(folder, keyHex, version);
  return {
    current: () => current,
    has: (wanted) => hasDonorIndex(folder, wanted),
    begin: (wanted) => beginIndexTransfer(folder, keyHex, wanted),
    use: (wanted) => {
      if (current?.version === wanted) return;
      current?.close();
      current = openDonorIndex(folder, keyHex, wanted);
      removeOtherIndexes(folder, wanted);
    },
    close: () => current?.close(),
  };
}
