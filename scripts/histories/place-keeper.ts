import type { IndexTransfer } from '../../electron/core/store/donor-index-transfer.ts';
import type { IndexKeeper } from '../../electron/core/sync/index-keeper.ts';
import type { ChangesPlace } from '../../shared/sync/donor-changes.ts';

/** A donor index of which only the place it has come to is kept: most histories are about other things, and files take time. */
export function createPlaceKeeper(): IndexKeeper {
  let whole = 1;
  const transferFrom = (since: ChangesPlace | null): IndexTransfer => {
    let place = since;
    let cursor: string | null = null;
    let first = 0;
    return {
      wanted: () => (place ? { kind: 'changes', since: place } : { kind: 'rows', cursor }),
      takeRows: ({ indexVersion, nextCursor }) => {
        first = first || indexVersion;
        cursor = nextCursor;
        if (nextCursor === null) place = { version: first, donorKey: null };
      },
      sort: () => undefined,
      takeChanges: ({ next, indexVersion }) => {
        place = next ?? { version: indexVersion, donorKey: null };
      },
      finish: () => {
        whole = place?.version ?? 0;
      },
      close: () => undefined,
      abandon: () => undefined,
    };
  };
  return {
    current: () => undefined,
    versionOf: () => whole,
    begin: () => transferFrom(null),
    copy: async () => transferFrom({ version: whole, donorKey: null }),
    change: (_generation, { indexVersion }) => {
      whole = indexVersion;
    },
    replace: () => undefined,
    forget: () => undefined,
    use: () => undefined,
    close: () => undefined,
  };
}
