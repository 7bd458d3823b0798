import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personAt, register } from '../support/donor-steps.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { TestStation } from '../station/support/station.ts';
import { startFurnishedStation } from './support/vehicle-at-station.ts';
import {
  dayAway,
  expectAllHeld,
  heldAtStation,
  type Vehicle,
  vehicleAway,
} from './support/vehicle-away.ts';

let station: TestStation;

beforeAll(async () => {
  station = await startFurnishedStation();
});

afterAll(() => station.close());

/** The station as a backup of the time before this vehicle's day. */
async function restoreStation({ core }: Vehicle): Promise<void> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where column_name = 'epoch' and table_schema = 'public'`.execute(station.db);
  for (const { name } of tables.rows) {
    await sql`delete from ${sql.table(name)} where epoch = ${core.epoch}`.execute(station.db);
  }
}

test('a station restored to an older state gets everything again, as soon as something is new', async () => {
  const it = await dayAway(station);
  it.line.behave({});
  await it.ok('sync.now', {});
  await restoreStation(it);
  it.line.behave({ post: { kind: 'drop' } });
  await register(it, personAt(1));
  it.line.behave({});
  await it.ok('sync.now', {});
  await it.ok('sync.now', {});
  await expectAllHeld(station, it);
});

test('a station restored to an older state gets everything again, also when nothing is new', async () => {
  const it = await dayAway(station);
  it.line.behave({});
  await it.ok('sync.now', {});
  await restoreStation(it);
  await it.ok('sync.now', {});
  await expectAllHeld(station, it);
});

test('a laptop brought back to an older state is told so, and nothing of it is mixed into the day', async () => {
  const it = await dayAway(station);
  const copy = temporaryFolder();
  await it.core.close();
  for (const name of readdirSync(it.folder)) cpSync(join(it.folder, name), join(copy, name));
  const whole = await vehicleAway(station, {
    folder: it.folder,
    world: it.world,
    name: it.vehicle,
  });
  await register(whole, personAt(1));
  whole.line.behave({});
  await whole.ok('sync.now', {});
  await expectAllHeld(station, whole);
  const total = await heldAtStation(station, whole);

  const older = await vehicleAway(station, { folder: copy, world: it.world, name: it.vehicle });
  older.line.behave({});
  expect(await older.ok('sync.now', {})).toMatchObject({
    ...{ state: 'refused', problem: 'refused-fork' },
  });
  await register(older, personAt(2));
  expect(await older.ok('sync.now', {})).toMatchObject({ problem: 'refused-fork' });
  expect(await heldAtStation(station, whole)).toBe(total);
});
