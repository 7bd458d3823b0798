import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexedDonor } from '../../shared/domain/donor/indexed-donor.ts';
import { operatorId } from '../../shared/ids.ts';
import { donorPage, paths, vehicleReference } from '../../shared/sync/station-api.ts';
import {
  issueDinRange,
  putBagLots,
  putDonors,
  putStaff,
  putVehicle,
  setDonorHashKey,
} from '../../station/administer.ts';
import { enrolledLaptop, type TestLaptop } from './support/laptop.ts';
import { startTestStation, type TestStation } from './support/station.ts';
import { importText } from './support/plans.ts';

let station: TestStation;
const vehicle = 'van-03';
let laptop: TestLaptop;
const firstDin = 'G123426000001';

beforeAll(async () => {
  station = await startTestStation();
  laptop = await enrolledLaptop(station, vehicle);
});
afterAll(() => station.close());

/** One of the plans that the project comes with. */
const importFile = (name: string) =>
  importText(
    station,
    name,
    readFileSync(path.join(import.meta.dirname, '../../resources/plans', `${name}.csv`)),
    2026,
  );

describe('what a vehicle takes along', () => {
  test('cannot be had before the station has its donor hash key', async () => {
    const response = await laptop.ask(paths.reference);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('not set up');
  });

  test('holds the drives of all three plans, staff, lots, its own numbers and the key', async () => {
    expect(await setDonorHashKey(station.db, 'ab'.repeat(32))).toMatchObject({ ok: true });
    for (const [name, rows] of [
      ['huaibei-annex1-city-units', 45],
      ['huaibei-annex2-districts', 64],
      ['zhangjiajie-2012-targets', 89],
    ] as const) {
      const imported = await importFile(name);
      expect(imported).toMatchObject({ ok: true, value: { rows, understood: rows, rejected: 0 } });
    }
    await putStaff(station.db, [
      { operatorId: operatorId.parse('nurse-1'), name: '李护士', roles: ['phlebotomist'] },
      { operatorId: operatorId.parse('leader-1'), name: '王队长', roles: ['leader'] },
    ]);
    await putBagLots(station.db, [
      {
        lot: 'B2603',
        product: '全血 CPDA-1 400',
        anticoagulant: 'CPDA-1',
        nominalVolumeMl: 400,
        expiresOn: '2027-03-31',
      },
    ]);
    await issueDinRange(station.db, { vehicleId: vehicle, firstDin, count: 100 });
    const response = await laptop.ask(paths.reference);
    expect(response.status).toBe(200);
    const { data, donorHashKeyHex, indexDonors } = vehicleReference.parse(await response.json());
    expect(data.drives).toHaveLength(198);
    expect(data.drives.reduce((sum, { target }) => sum + (target ?? 0), 0)).toBe(6830);
    expect(data.drives[9]).toMatchObject({
      planned: '3月第三周(17-23日)',
      venue: '四马路工商银行',
      target: null,
    });
    expect(data.drives[9]?.units).toHaveLength(7);
    expect(data.staff).toEqual([
      { operatorId: 'leader-1', name: '王队长', roles: ['leader'] },
      { operatorId: 'nurse-1', name: '李护士', roles: ['phlebotomist'] },
    ]);
    expect(data.bagLots).toHaveLength(1);
    expect(data.dinRanges).toEqual([{ rangeId: `${firstDin}-100`, firstDin, count: 100 }]);
    expect(donorHashKeyHex).toBe('ab'.repeat(32));
    expect(indexDonors).toBe(0);
  });

  test('a plan imported again changes nothing, and is no new version', async () => {
    const before = await (await laptop.ask(paths.reference)).text();
    expect(await importFile('huaibei-annex2-districts')).toMatchObject({
      value: { unchanged: true, rows: 64 },
    });
    expect(await (await laptop.ask(paths.reference)).text()).toBe(before);
  });

  test('numbers are never issued twice, whole or in part', async () => {
    await putVehicle(station.db, { vehicleId: 'van-04', plate: '4' });
    const issue = (first: string, count: number, vehicleId = 'van-04') =>
      issueDinRange(station.db, { vehicleId, firstDin: first, count });
    expect(await issue('G123426000100', 1)).toMatchObject({ error: 'overlap' });
    expect(await issue('G123426000050', 10)).toMatchObject({ error: 'overlap' });
    expect(await issue('G123426000000', 2)).toMatchObject({ error: 'overlap' });
    expect(await issue('G123426999999', 2)).toMatchObject({ error: 'range-crosses-year' });
    expect(await issue('G12342600010', 2)).toMatchObject({ error: 'not-a-din' });
    expect(await issue('G123426000500', 2, 'van-99')).toMatchObject({ error: 'unknown-vehicle' });
    const twice = await Promise.all([issue('G123426000101', 50), issue('G123426000120', 50)]);
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('the donor index comes in pages, each donor once, in one version', async () => {
    const donors = Array.from({ length: 2500 }, (_, index) =>
      indexedDonor.parse({
        donorKey: index.toString(16).padStart(64, '0'),
        personKey: null,
        donationCount: index,
        bloodGroup: 'A',
        hadReaction: false,
        history: [{ date: '2025-06-02', type: 'whole-blood', volumeMl: 400 }],
        deferrals: [],
      }),
    );
    const version = await putDonors(station.db, donors);
    const seen: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const response = await laptop.ask(`${paths.donors}?limit=1000${query}`);
      const page = donorPage.parse(await response.json());
      expect(page.indexVersion).toBe(version);
      seen.push(...page.donors);
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(donors);
  });

  test('another donor hash key is refused while donors are indexed under the first', async () => {
    expect(await setDonorHashKey(station.db, 'cd'.repeat(32))).toMatchObject({
      error: 'donors-indexed-under-another-key',
    });
  });
});
