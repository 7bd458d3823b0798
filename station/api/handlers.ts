import type { StationCallName } from '../contract/index.ts';
import { deferralHandlers } from './deferrals.ts';
import { dinRangeHandlers } from './din-ranges.ts';
import { enrolmentHandlers } from './enrolment.ts';
import type { HandlersOf } from './handler.ts';
import { nameHandlers } from './names.ts';
import { peopleHandlers } from './people.ts';
import { planHandlers } from './plans.ts';
import { sessionHandlers } from './sessions.ts';
import { setAsideHandlers } from './set-asides.ts';
import { unitHandlers } from './units.ts';
import { vehicleHandlers } from './vehicles.ts';

/** A call without its handler does not compile. */
export const handlers: HandlersOf<StationCallName> = {
  ...peopleHandlers,
  ...nameHandlers,
  ...vehicleHandlers,
  ...sessionHandlers,
  ...setAsideHandlers,
  ...deferralHandlers,
  ...dinRangeHandlers,
  ...planHandlers,
  ...unitHandlers,
  ...enrolmentHandlers,
};
