import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import type { HeldDeferral } from '../../shared/domain/screening/schema.ts';
import { entryBodies } from '../../shared/journal/types.ts';
import { putDonors } from '../../station/administer.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, type Van } from './support/van.ts';

const day = 86_400_000;
let station: TestStation;

beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

const hbsag: HeldDeferral = {
  ...{ reason: 'hbsag', clause: '8.3', permanent: true, until: null, bars: 'all' },
  endedOn: null,
};
const listed = (donorKey: string) =>
  indexedDonor.parse({
    ...{ donorKey, personKey: null, donationCount: 1, bloodGroup: null, hadReaction: false },
    ...{ history: [], deferrals: [hbsag] },
  });
const reasonsOf = async (it: Van) => (await it.feed()).verdicts.map(({ reason }) => reason);

test('a deferral under one document holds what was drawn under the other once a registrar says that both are one person’s', async () => {
  const [card, passport] = [aPerson(), aPerson()];
  const it = await createVan(station, nowMs - 3 * day);
  it.journal.donate(it.journal.register(passport), it.din(0));
  await it.post();
  await putDonors(station.db, [listed(card)], nowMs);
  expect(await reasonsOf(it)).toEqual([]);
  const other = await createVan(station);
  other.journal.register(card, card, [passport]);
  expect(await other.post()).toEqual([]);
  expect(await reasonsOf(it)).toEqual(['donor-deferred']);
  // Said again by somebody else: one hold.
  const third = await createVan(station);
  third.journal.register(passport, passport, [card]);
  await third.post();
  expect(await reasonsOf(it)).toEqual(['donor-deferred']);
});
