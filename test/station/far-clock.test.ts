import { afterAll, beforeAll, expect, test } from 'vitest';
import { donorPage, paths } from '../../shared/sync/station-api.ts';
import { indexDraws, putDonors } from '../../station/administer.ts';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';
import { aPerson, createVan, seqOf } from './support/van.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

test.each([
  ['a year ahead', 365 * 86_400_000],
  ['in a year no calendar has', 674_000_000_000_000],
])(
  'a draw by a clock %s stands in the index on the day the station heard of it',
  async (_, aheadMs) => {
    const [it, other, key] = [await createVan(station), await createVan(station), aPerson()];
    it.journal.passTime(aheadMs);
    it.journal.donate(it.journal.register(key), it.din(0));
    expect(await it.post()).toContainEqual([seqOf(it, 'donation.started'), 'time-impossible']);
    await indexDraws(station.db);
    const record = indexedDonor.parse({
      ...{ donorKey: key, personKey: null, donationCount: 3, bloodGroup: 'A', hadReaction: false },
      ...{ history: [], deferrals: [] },
    });
    await putDonors(station.db, [record], nowMs);
    const page = await other.get(`${paths.donors}?limit=10`);
    expect(page.status).toBe(200);
    const { donors } = donorPage.parse(await page.json());
    expect(donors.find(({ donorKey }) => donorKey === key)).toMatchObject({
      ...{ donationCount: 4, history: [{ date: '2026-03-18' }] },
    });
  },
);
