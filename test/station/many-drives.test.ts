import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { vehicleId } from '../../shared/ids.ts';
import { drivesOf } from '../../station/reference/drives.ts';
import { startTestStation, type TestStation } from './support/station.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

async function plan(name: string, year: number, rows: number): Promise<void> {
  await sql`insert into plan (plan, imported_at_ms, sha256, year) values (${name}, 1, ${Buffer.alloc(32)}, ${year})`.execute(
    station.db,
  );
  await sql`
    insert into drive (drive_id, plan, plan_row, planned, period, venue, venue_kind, target, from_date, to_date)
    select ${name} || '-' || n, ${name}, n, '全年', '{"kind":"open"}', '采血屋', 'named', 1,
      make_date(${year}, 1, 1), make_date(${year}, 12, 31) from generate_series(1, ${rows}::integer) as n`.execute(
    station.db,
  );
}

test('this year’s drives go along however many former plans are kept, and in their order', async () => {
  await plan('a-2019', 2019, 5000);
  await plan('b-2026', 2026, 12);
  const here = { vehicle: vehicleId.parse('van-1'), date: '2026-03-18' };
  const ids = (await drivesOf(station.db, here)).map(({ driveId }) => driveId);
  expect(ids).toHaveLength(5000);
  expect(ids[0]).toMatch(/^a-2019-/);
  expect(ids.slice(-12)).toEqual(Array.from({ length: 12 }, (_, at) => `b-2026-${at + 1}`));
});
