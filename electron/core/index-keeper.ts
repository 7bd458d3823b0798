import { openDonorIndex, type OpenDonorIndex } from './store/donor-index.ts';
import {
  partFile,
  removeIndexFile,
  removeOtherIndexes,
  wholeFile,
} from './store/donor-index-files.ts';
import { applyChanges, beginIndexTransfer, copyToPart } from './store/donor-index-transfer.ts';
import type { IndexKeeper } from './sync/index-keeper.ts';

/**
 * Keeps the donor index of `generation` open, when this laptop holds it whole, until another takes its place; and that of the next
 * generation beside it while the laptop gets ready to change over.
 */
export function createIndexKeeper(folder: string, keyHex: string, generation: number): IndexKeeper {
  const opened = new Map<number, OpenDonorIndex>();
  const held = (wanted: number): OpenDonorIndex | undefined => {
    const known = opened.get(wanted);
    if (known) return known;
    const found = openDonorIndex(folder, keyHex, wanted);
    if (found) opened.set(wanted, found);
    return found;
  };
  const drop = (wanted: number): void => {
    opened.get(wanted)?.close();
    opened.delete(wanted);
  };
  const toChange = (wanted: number): OpenDonorIndex => {
    const whole = held(wanted);
    if (!whole) throw new Error('no whole index to change');
    return whole;
  };
  let inUse = generation;
  held(inUse);
  return {
    current: () => opened.get(inUse),
    versionOf: (wanted) => held(wanted)?.version(),
    begin: (wanted) => beginIndexTransfer(folder, keyHex, wanted),
    copy: async (wanted) => {
      await copyToPart(folder, wanted, toChange(wanted));
      return beginIndexTransfer(folder, keyHex, wanted);
    },
    change: (wanted, changes) => {
      if (changes.next !== null) throw new Error('half of the changes would be looked up in');
      applyChanges(toChange(wanted).db, changes);
      // Half a transfer of what has now come another way.
      removeIndexFile(partFile(folder, wanted));
    },
    replace: (wanted) => {
      drop(wanted);
      held(wanted);
    },
    forget: (wanted) => {
      drop(wanted);
      removeIndexFile(partFile(folder, wanted));
      for (;;) {
        const path = wholeFile(folder, wanted);
        if (path === undefined) return;
        removeIndexFile(path);
      }
    },
    use: (wanted, next) => {
      const kept = next === null ? [wanted] : [wanted, next];
      for (const other of [...opened.keys()]) if (!kept.includes(other)) drop(other);
      inUse = wanted;
      held(wanted);
      removeOtherIndexes(folder, kept);
    },
    close: () => {
      for (const each of [...opened.keys()]) drop(each);
    },
  };
}
