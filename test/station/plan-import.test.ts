import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmDrive } from '../../station/administer.ts';
import { readCompletion } from '../../station/plan/completion.ts';
import { readPlans } from '../../station/plan/read-plans.ts';
import { countOf } from '../../station/reference/counter.ts';
import { drivesOf } from '../../station/reference/drives.ts';
import type { TestStation } from './support/station.ts';
import {
  author,
  changesOf,
  drivesOn,
  here,
  imported,
  importText,
  planningStation,
  smallPlan,
} from './support/plans.ts';

let station: TestStation;
beforeAll(async () => {
  station = await planningStation();
});
afterAll(() => station.close());

const everything = async () => {
  const tables = [
    'plan',
    'plan_rejected',
    'drive',
    'drive_unit',
    'unit',
    'unit_contact',
    'plan_change',
    'counter',
  ];
  const rows = [];
  for (const table of tables) {
    const read = await sql`select * from ${sql.table(table)} as t order by t::text`.execute(
      station.db,
    );
    rows.push(read.rows);
  }
  return rows;
};

describe('a plan imported again', () => {
  test('keeps what was understood and what was not', async () => {
    expect(await imported(station, 'again', smallPlan, 2026)).toMatchObject({
      ...{ unchanged: false, rows: 4, understood: 3, rejected: 1, year: 2026 },
      added: ['again-0001', 'again-0002', 'again-0003'],
    });
    const rejected = await station.db.selectFrom('plan_rejected').selectAll().execute();
    expect(rejected).toMatchObject([{ line: 5, reason: 'period-not-understood', cell: 'A5' }]);
    expect(await drivesOn(station, { year: 2026, today: '2026-01-05' })).toMatchObject([
      { driveId: 'again-0001', from: '2026-03-02', to: '2026-03-08', target: 30 },
      { driveId: 'again-0002', from: '2026-04-01', to: '2026-04-10', units: [{ name: '丙局' }] },
      { driveId: 'again-0003', from: '2026-05-01', to: '2026-05-31', venue: '丁镇' },
    ]);
    expect(
      await station.db
        .selectFrom('unit')
        .select(['name', 'kind', 'headcount'])
        .orderBy('name')
        .execute(),
    ).toEqual(
      expect.arrayContaining([
        { name: '丙局', kind: 'organisation', headcount: 100 },
        { name: '丁镇', kind: 'area', headcount: null },
        { name: '甲局', kind: 'organisation', headcount: null },
      ]),
    );
  });

  test('as the same file changes nothing at all', async () => {
    const before = await everything();
    expect(await imported(station, 'again', smallPlan, 2026)).toMatchObject({
      unchanged: true,
      added: [],
    });
    expect(await everything()).toEqual(before);
  });

  test('as another spelling of the same rows changes no drive', async () => {
    const version = await countOf(station.db, 'reference');
    const spelled = smallPlan
      .replaceAll('\n', '\r\n')
      .replace('甲局、乙局', '甲局，乙 局')
      .replace('3月第一周', '３月第一周');
    const done = await imported(station, 'again', spelled, 2026);
    expect(done).toMatchObject({ unchanged: false, added: [], withdrawn: [] });
    expect(done.changed.flatMap((each) => each.changes.map(({ field }) => field))).toEqual([
      'planned',
    ]);
    expect(await countOf(station.db, 'reference')).toBe(version + 1);
  });

  test('updates the drive a row changed and says what changed, and keeps the identifiers', async () => {
    expect(
      await confirmDrive(
        station.db,
        { driveId: 'again-0002', on: '2026-04-08', vehicle: 'van-01', team: ['li', 'wang'] },
        author,
      ),
    ).toEqual({ ok: true, value: undefined });
    const moved = smallPlan
      .replace('4月上旬,,丙局,100,20', '6月上旬,丙局大院,丙局,120,24')
      .replace('5月,,丁镇,,9\n', '7月,,己局,,5\n');
    const done = await imported(station, 'again', moved, 2026);
    expect(done).toMatchObject({
      added: ['again-0004'],
      changed: [
        { driveId: 'again-0001', changes: [{ field: 'planned' }] },
        {
          ...{ driveId: 'again-0002', line: 3, confirmedOn: '2026-04-08' },
          changes: [
            { field: 'planned', before: '4月上旬', after: '6月上旬' },
            { field: 'dates', before: '2026-04-01 – 2026-04-10', after: '2026-06-01 – 2026-06-10' },
            { field: 'venue', before: '丙局', after: '丙局大院' },
            { field: 'headcount', before: 100, after: 120 },
            { field: 'target', before: 20, after: 24 },
          ],
        },
      ],
      withdrawn: [{ driveId: 'again-0003', venue: '丁镇', confirmedOn: null }],
    });
    const drives = await drivesOn(station, { year: 2026, today: '2026-01-05' });
    expect(drives.find(({ driveId }) => driveId === 'again-0002')).toMatchObject({
      state: 'confirmed',
      target: 24,
      confirmed: {
        on: '2026-04-08',
        vehicle: 'van-01',
        team: ['li', 'wang'],
        differsFromPlan: true,
      },
    });
    const kinds = (await changesOf(station, 'again')).map(({ kind, drive_id }) => [kind, drive_id]);
    expect(kinds).toEqual([
      ['plan-imported', null],
      ['plan-imported', null],
      ['drive-changed', 'again-0001'],
      ['drive-confirmed', 'again-0002'],
      ['plan-imported', null],
      ['drive-added', 'again-0004'],
      ['drive-changed', 'again-0001'],
      ['drive-changed', 'again-0002'],
      ['drive-withdrawn', 'again-0003'],
    ]);
  });

  test('takes back a withdrawn drive under its old identifier; a confirmed one is never taken away', async () => {
    expect(await imported(station, 'again', '时间,单位\n5月,丁镇', 2026)).toMatchObject({
      restored: ['again-0003'],
      withdrawn: [
        { driveId: 'again-0001', confirmedOn: null },
        { driveId: 'again-0002', confirmedOn: '2026-04-08' },
        { driveId: 'again-0004', confirmedOn: null },
      ],
    });
    expect((await drivesOf(station.db, here)).map(({ driveId }) => driveId)).toEqual([
      'again-0003',
      'again-0002',
    ]);
    expect(await readPlans(station.db)).toMatchObject([{ plan: 'again', drives: 1, confirmed: 1 }]);
    await imported(station, 'again', smallPlan, 2026);
  });

  test('by two people at once is one import', async () => {
    const both = await Promise.all([
      importText(station, 'twice', smallPlan, 2026),
      importText(station, 'twice', smallPlan, 2026),
    ]);
    expect(both.map((done) => done.ok && done.value.unchanged).toSorted()).toEqual([false, true]);
    await imported(station, 'twice', '单位,时间\n戊局,4月', 2026);
  });

  test('under a name or a year that is none is refused', async () => {
    expect(await importText(station, 'a b', smallPlan, 2026)).toMatchObject({
      error: 'name-not-allowed',
    });
    expect(await importText(station, 'x', smallPlan)).toMatchObject({ error: 'year-unknown' });
    expect(await importText(station, 'x', smallPlan, 1999)).toMatchObject({
      error: 'year-not-allowed',
    });
    expect(await imported(station, 'x', `2027年计划,,,,\n${smallPlan}`)).toMatchObject({
      year: 2027,
    });
  });
});

test('the three real plans are imported with every row: 45, 64 and 89, and 6,830 people', async () => {
  const folder = path.join(import.meta.dirname, '../../resources/plans');
  const real = [
    ['huaibei-annex1-city-units', 45],
    ['huaibei-annex2-districts', 64],
    ['zhangjiajie-2012-targets', 89],
  ] as const;
  for (const [name, rows] of real) {
    const file = readFileSync(path.join(folder, `${name}.csv`));
    expect(await imported(station, name, file, 2025)).toMatchObject({
      rows,
      understood: rows,
      rejected: 0,
    });
  }
  const { total, byUnit, byPlace } = await readCompletion(station.db, 2025);
  expect(total).toMatchObject({
    drives: 198,
    confirmed: 0,
    target: 6830,
    donations: 0,
    percent: 0,
  });
  expect(byUnit.reduce((sum, { target }) => sum + (target ?? 0), 0)).toBe(6830);
  expect(byUnit.find(({ name }) => name === '慈利县')).toMatchObject({
    kind: 'area',
    target: 2700,
  });
  expect(byUnit.find(({ name }) => name === '任圩街道')).toMatchObject({ drivesByHalf: [1, 1] });
  expect(byPlace.find(({ place }) => place === '市工会采血屋')).toMatchObject({ drives: 12 });
  const drives = await drivesOn(station, { year: 2025, today: '2025-01-01' });
  expect(drives.find(({ planned }) => planned.includes('17-23'))).toMatchObject({
    from: '2025-03-17',
    to: '2025-03-23',
  });
});
