import { expect } from 'vitest';
import { indexedDonor } from '../../../shared/domain/donor/indexed-donor.ts';
import { holdsList } from '../../../station/administer.ts';
import { nowMs, type TestStation } from './station.ts';
import { aPerson, createVan } from './van.ts';

/** A vehicle that drew from somebody so many days ago and has sent it. */
export async function drawn(station: TestStation, daysAgo: number, person = aPerson()) {
  const it = await createVan(station, nowMs - daysAgo * 86_400_000);
  const visitId = it.journal.register(person);
  it.journal.donate(visitId, it.din(0));
  expect(await it.post()).toEqual([]);
  return { ...it, person, visitId };
}

/** One for good; `over` says what is different. */
export const deferral = (over: object = {}) => ({
  ...{ reason: 'hbsag', clause: '8.3', permanent: true, until: null, bars: 'all', endedOn: null },
  ...over,
});

/** A donor as the central record has him or her, with these deferrals. */
export const listed = (donorKey: string, ...deferrals: object[]) =>
  indexedDonor.parse({
    ...{ donorKey, personKey: null, donationCount: 1, bloodGroup: null, hadReaction: false },
    ...{ history: [], deferrals },
  });

/** The numbers of the units that nobody may use. */
export const heldDins = async (station: TestStation) =>
  (await holdsList(station.db)).map(({ din }) => din);
