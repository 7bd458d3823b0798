import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importPlan, previewPlan } from '../../station/administer.ts';
import { unitIdOf } from '../../station/plan/unit-store.ts';
import { drivesOf } from '../../station/reference/drives.ts';
import { openDatabase } from '../../station/store/database.ts';
import { migrations } from '../../station/store/migrations/index.ts';
import { startTestStation, type TestStation } from './support/station.ts';
import { author, here } from './support/plans.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.close());

test('plans stored before units had a table of their own keep their drives', async () => {
  const old = new URL(station.databaseUrl);
  old.pathname = '/before_units';
  await sql`create database before_units`.execute(station.db);
  const client = new pg.Client({ connectionString: old.href });
  await client.connect();
  try {
    await client.query('create table migration (number integer primary key, name text not null)');
    for (const { number, name, sql: text } of migrations.filter((step) => step.number < 60)) {
      await client.query(text);
      await client.query('insert into migration values ($1, $2)', [number, name]);
    }
    await client.query(`
      insert into plan values ('old', 1767225600000, decode(repeat('ab', 32), 'hex'));
      insert into drive values ('old-0001', 'old', 1, '3月', '{"kind":"month","month":3}', '甲局', 'own-premises', 20),
        ('old-0002', 'old', 2, '9月', '{"kind":"month","month":9}', '采血屋', 'named', null);
      insert into drive_unit values ('old-0001', 0, '甲局 （机关）', 100), ('old-0002', 0, '甲局(机关)', null),
          ('old-0002', 1, '乙局【一科】', null)`);
  } finally {
    await client.end();
  }
  const opened = await openDatabase(old.href);
  if (!opened.ok) throw new Error(opened.error);
  const db = opened.value;
  try {
    expect(await drivesOf(db, here)).toMatchObject([
      { driveId: 'old-0001', target: 20 },
      { driveId: 'old-0002', venue: '采血屋' },
    ]);
    const units = db.selectFrom('unit').select(['unit_id', 'headcount']).orderBy('headcount');
    expect(await units.execute()).toEqual([
      { unit_id: unitIdOf('甲局(机关)'), headcount: 100 },
      { unit_id: unitIdOf('乙局（一科）'), headcount: null },
    ]);
    for (const { unit, unit_id } of await db.selectFrom('drive_unit').selectAll().execute()) {
      expect(unit_id).toBe(unitIdOf(unit));
    }
    const preview = previewPlan(
      Buffer.from(
        '时间,地点,单位,任务\n3月,,甲局（机关）,20\n9月,采血屋,甲局（机关）、乙局[一科],',
      ),
      'old.csv',
    );
    if (!preview.ok) throw new Error(preview.error);
    expect(await importPlan(db, preview.value, { name: 'old', ...author })).toMatchObject({
      value: { unchanged: false, year: 2026, added: [], withdrawn: [] },
    });
  } finally {
    await db.destroy();
  }
});
