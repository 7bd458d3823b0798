import { createJournal } from './0010-journal.ts';
import { createReference } from './0020-reference.ts';
import { createProjections } from './0030-projections.ts';
import { widenForScreening } from './0040-screening.ts';
import { enrolLaptops } from './0050-laptops.ts';
import { extendPlans } from './0060-plans.ts';
import { judgeMore } from './0070-judging.ts';
import { createPeople } from './0080-people.ts';
import { quickenIntake } from './0090-intake.ts';
import { rotateDonorKeys } from './0100-donor-keys.ts';
import { nameUnits } from './0110-unit-names.ts';
import { showRepeats } from './0120-pages.ts';
import { keepOwnFacts } from './0130-own-facts.ts';
import { datePlaced } from './0140-placed-on.ts';
import { findUnread } from './0150-unread.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** In order, numbers by ten. A shipped migration is never changed: what it got wrong, the next one mends. */
export const migrations: readonly Migration[] = [
  createJournal,
  createReference,
  createProjections,
  widenForScreening,
  enrolLaptops,
  extendPlans,
  judgeMore,
  createPeople,
  quickenIntake,
  rotateDonorKeys,
  nameUnits,
  showRepeats,
  keepOwnFacts,
  datePlaced,
  findUnread,
];
