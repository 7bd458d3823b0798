import { err, ok } from '../../shared/result.ts';
import type { dinRangeCalls } from '../contract/din-ranges.ts';
import { issueDinRange } from '../reference/din-ranges.ts';
import { readDinRanges } from '../reports/din-ranges.ts';
import type { HandlersOf } from './handler.ts';

const reasons = { overlap: 'range-overlaps', 'unknown-vehicle': 'vehicle-unknown' } as const;

export const dinRangeHandlers: HandlersOf<keyof typeof dinRangeCalls> = {
  'din-range.list': async ({ db }, wanted) => ok(await readDinRanges(db, wanted)),
  'din-range.issue': {
    note: ({ vehicle, firstDin, count }) => [vehicle, `${count} from ${firstDin}`],
    run: async ({ db }, { vehicle, firstDin, count }) => {
      const issued = await issueDinRange(db, { vehicleId: vehicle, firstDin, count });
      if (issued.ok) return ok({ rangeId: issued.value.rangeId });
      const { error } = issued;
      const isRenamed = error === 'overlap' || error === 'unknown-vehicle';
      return err({ reason: isRenamed ? reasons[error] : error });
    },
  },
};
