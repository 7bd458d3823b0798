import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import type { IndexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { identityOf, openDay, personAt, typed } from './donor-steps.ts';
import { sleep } from './screening-steps.ts';
import { openTestCore, takeAlong, type TestCore } from './test-core.ts';

/** A deferral for a tattoo, as the index holds it. */
export const held = (over: Partial<HeldDeferral> = {}): HeldDeferral => ({
  ...{ reason: '6.2.9-tattoo', clause: '6.2.9', permanent: false, until: '2026-09-01' },
  ...{ bars: 'all', endedOn: null },
  ...over,
});

/** The same one as an examiner places it, but for the visit and the day it lasts to. */
export const placing = {
  ...{ reason: '6.2.9-tattoo', clause: '6.2.9', note: '纹身', witness: null },
  permanent: false,
};
export const until = '2026-09-01';

/** What registering the person at that place in the list answers. */
export const check = async (it: TestCore, at: number) =>
  (await it.ok('donor.register', typed(identityOf(personAt(at))))).check;

/** The next morning on the same laptop; with an index when the station sent another one. */
export async function nextDay(it: TestCore, donors?: readonly IndexedDonor[]): Promise<TestCore> {
  await sleep(it);
  await it.core.close();
  if (donors) takeAlong(it.folder, it.world, { donors });
  const next = openTestCore({ folder: it.folder, world: it.world, taken: 'already' });
  await openDay(next);
  return next;
}
