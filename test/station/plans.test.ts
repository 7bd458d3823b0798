import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operatorId } from '../../shared/ids.ts';
import {
  confirmDrive,
  importPlan,
  previewPlan,
  putStaff,
  putTargetRule,
  putUnit,
  putVehicle,
  releaseDrive,
  setTarget,
} from '../../station/administer.ts';
import { readCompletion } from '../../station/plan/completion.ts';
import { readDrives, readPlans } from '../../station/plan/read-plans.ts';
import { unitIdOf } from '../../station/plan/unit-store.ts';
import { countOf } from '../../station/reference/counter.ts';
import { drivesOf } from '../../station/reference/drives.ts';
import { openDatabase } from '../../station/store/database.ts';
import { migrations } from '../../station/store/migrations/index.ts';
import { startTestStation, type TestStation } from './support/station.ts';

let station: TestStation;
/** Late in the year: what was planned before is over. */
const here = { vehicle: 'van-01', date: '2026-12-31' };
const author = { by: 'leader-1', nowMs: Date.UTC(2026, 0, 5) };

beforeAll(async () => {
  station = await startTestStation();
  for (const vehicleId of ['van-01', 'van-02']) {
    await putVehicle(station.db, { vehicleId, plate: vehicleId });
  }
  await putStaff(
    station.db,
    ['li', 'wang'].map((id) => ({ operatorId: operatorId.parse(id), name: id, roles: ['leader'] })),
  );
});
afterAll(() => station.close());

async function importText(name: string, content: string | Uint8Array, year?: number) {
  const preview = previewPlan(
    typeof content === 'string' ? Buffer.from(content) : content,
    `${name}.csv`,
  );
  if (!preview.ok) throw new Error(preview.error);
  return importPlan(station.db, preview.value, {
    ...{ name, ...author },
    ...(year === undefined ? {} : { year }),
  });
}

async function imported(...args: Parameters<typeof importText>) {
  const done = await importText(...args);
  if (!done.ok) throw new Error(done.error);
  return done.value;
}

const changes = (plan: string) =>
  station.db
    .selectFrom('plan_change')
    .select(['kind', 'drive_id', 'by_whom', 'detail'])
    .where('plan', '=', plan)
    .orderBy('change_id')
    .execute();

const drivesOn = async (wanted: { readonly year: number; readonly today: string }) =>
  (await readDrives(station.db, { ...wanted, page: 1, size: 500 })).rows;

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
  const first =
    '时间,地点,单位,总人数,任务数\n3月第一周,采血屋,甲局、乙局,,30\n4月上旬,,丙局,100,20\n5月,,丁镇,,9\n某时,,戊局,,1';

  test('keeps what was understood and what was not', async () => {
    expect(await imported('again', first, 2026)).toMatchObject({
      ...{ unchanged: false, rows: 4, understood: 3, rejected: 1, year: 2026 },
      added: ['again-0001', 'again-0002', 'again-0003'],
    });
    const rejected = await station.db.selectFrom('plan_rejected').selectAll().execute();
    expect(rejected).toMatchObject([{ line: 5, reason: 'period-not-understood', cell: 'A5' }]);
    expect(await drivesOn({ year: 2026, today: '2026-01-05' })).toMatchObject([
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
    expect(await imported('again', first, 2026)).toMatchObject({ unchanged: true, added: [] });
    expect(await everything()).toEqual(before);
  });

  test('as another spelling of the same rows changes no drive', async () => {
    const version = await countOf(station.db, 'reference');
    const spelled = first
      .replaceAll('\n', '\r\n')
      .replace('甲局、乙局', '甲局，乙 局')
      .replace('3月第一周', '３月第一周');
    const done = await imported('again', spelled, 2026);
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
    const moved = first
      .replace('4月上旬,,丙局,100,20', '6月上旬,丙局大院,丙局,120,24')
      .replace('5月,,丁镇,,9\n', '7月,,己局,,5\n');
    const done = await imported('again', moved, 2026);
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
    const drives = await drivesOn({ year: 2026, today: '2026-01-05' });
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
    const kinds = (await changes('again')).map(({ kind, drive_id }) => [kind, drive_id]);
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
    expect(await imported('again', '时间,单位\n5月,丁镇', 2026)).toMatchObject({
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
    await imported('again', first, 2026);
  });

  test('by two people at once is one import', async () => {
    const both = await Promise.all([
      importText('twice', first, 2026),
      importText('twice', first, 2026),
    ]);
    expect(both.map((done) => done.ok && done.value.unchanged).toSorted()).toEqual([false, true]);
    await imported('twice', '单位,时间\n戊局,4月', 2026);
  });

  test('under a name or a year that is none is refused', async () => {
    expect(await importText('a b', first, 2026)).toMatchObject({ error: 'name-not-allowed' });
    expect(await importText('x', first)).toMatchObject({ error: 'year-unknown' });
    expect(await importText('x', first, 1999)).toMatchObject({ error: 'year-not-allowed' });
    expect(await imported('x', `2027年计划,,,,\n${first}`)).toMatchObject({ year: 2027 });
  });
});

describe('a drive is confirmed', () => {
  const confirm = (over: Partial<Parameters<typeof confirmDrive>[1]> = {}) =>
    confirmDrive(
      station.db,
      { driveId: 'again-0001', on: '2026-03-04', vehicle: 'van-02', team: ['li'], ...over },
      author,
    );

  test('only for a day, a vehicle and a team that exist, and within its time unless a person says otherwise', async () => {
    expect(await confirm({ driveId: 'again-0099' })).toMatchObject({ error: 'unknown-drive' });
    expect(await confirm({ driveId: 'again-0004' })).toMatchObject({ error: 'drive-withdrawn' });
    expect(await confirm({ on: '2026-02-30' })).toMatchObject({ error: 'not-a-date' });
    expect(await confirm({ vehicle: 'van-09' })).toMatchObject({ error: 'unknown-vehicle' });
    expect(await confirm({ team: [] })).toMatchObject({ error: 'no-team' });
    expect(await confirm({ team: ['li', 'nobody'] })).toMatchObject({
      error: 'unknown-team-member',
    });
    expect(await confirm({ on: '2026-03-09' })).toMatchObject({ error: 'outside-period' });
    expect(await confirm({ on: '2026-03-09', outsidePeriod: true })).toMatchObject({ ok: true });
    expect(await confirm()).toMatchObject({ ok: true });
  });

  test('and its vehicle is not sent to two places that day by accident, even by two people at once', async () => {
    const third = { driveId: 'again-0003', on: '2026-03-04', outsidePeriod: true };
    expect(await confirm(third)).toMatchObject({ error: 'vehicle-taken' });
    expect(await confirm({ ...third, secondThatDay: true })).toMatchObject({ ok: true });
    await releaseDrive(station.db, { driveId: 'again-0001', reason: '重排' }, author);
    await releaseDrive(station.db, { driveId: 'again-0003', reason: '重排' }, author);
    const both = await Promise.all([confirm(), confirm(third)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('and released with a reason, which stays written down', async () => {
    await confirm({ secondThatDay: true });
    const release = (driveId: string, reason: string) =>
      releaseDrive(station.db, { driveId, reason }, { ...author, by: 'wang' });
    expect(await release('again-0001', ' ')).toMatchObject({ error: 'reason-missing' });
    expect(await release('again-0001', '单位改期')).toMatchObject({ ok: true });
    expect(await release('again-0001', '单位改期')).toMatchObject({ error: 'not-confirmed' });
    expect(await release('again-0099', 'x')).toMatchObject({ error: 'unknown-drive' });
    expect((await changes('again')).at(-1)).toMatchObject({
      kind: 'drive-released',
      by_whom: 'wang',
      detail: { before: { on: '2026-03-04', vehicle: 'van-02', team: ['li'] }, reason: '单位改期' },
    });
  });

  test('a week ahead at the latest: until then it is due, afterwards overdue', async () => {
    const stateOn = async (today: string) => {
      const drives = await drivesOn({ year: 2026, today });
      return drives.find(({ driveId }) => driveId === 'again-0001')?.state;
    };
    expect(await stateOn('2026-02-22')).toBe('planned');
    expect(await stateOn('2026-02-23')).toBe('due');
    expect(await stateOn('2026-03-08')).toBe('due');
    expect(await stateOn('2026-03-09')).toBe('overdue');
  });

  test('and what was written down of it can be neither changed nor deleted', async () => {
    await expect(
      station.db.updateTable('plan_change').set({ by_whom: 'x' }).execute(),
    ).rejects.toThrow('append-only');
    await expect(station.db.deleteFrom('plan_change').execute()).rejects.toThrow('append-only');
    await expect(sql`truncate plan_change`.execute(station.db)).rejects.toThrow('append-only');
  });
});

describe('what units owe', () => {
  const unitOf = async (name: string, year = 2026) =>
    (await readCompletion(station.db, year)).byUnit.find((row) => row.name === name);
  const set = (name: string, word: Parameters<typeof setTarget>[1]['word'], year = 2026) =>
    setTarget(station.db, { unitId: unitIdOf(name), year, word }, author);
  const unit = (name: string, over: Partial<Parameters<typeof putUnit>[1]>) =>
    putUnit(
      station.db,
      {
        ...{ unitId: unitIdOf(name), kind: 'organisation', headcount: null, population: null },
        ...{ contacts: [], ...over },
      },
      author,
    );

  test('is what the plan says, else 10 % of staff or 0.9 % of inhabitants, rounded up', async () => {
    await imported(
      'owed',
      '单位,时间,总人数,任务数,人口\n庚局,3月,101,,\n辛镇,4月,,,10001\n壬局,5月,100,27,\n癸局,6月,,,\n癸局,7月,30,,',
      2026,
    );
    expect(await unitOf('庚局')).toMatchObject({
      target: 11,
      targetFrom: 'rule',
      rule: 'staff-10-percent',
    });
    expect(await unitOf('辛镇')).toMatchObject({ target: 91, targetFrom: 'rule', kind: 'area' });
    expect(await unitOf('壬局')).toMatchObject({ target: 27, targetFrom: 'plan', rule: null });
    expect(await unitOf('癸局')).toMatchObject({
      target: 3,
      targetFrom: 'rule',
      drivesByHalf: [1, 1],
    });
  });

  test('is what a person said, before the plan and the rule, until the word is taken back', async () => {
    expect(await set('壬局', { kind: 'people', people: 40 })).toMatchObject({ ok: true });
    expect(await unitOf('壬局')).toMatchObject({ target: 40, targetFrom: 'person' });
    expect(await set('壬局', { kind: 'rule', rule: 'staff-10-percent' })).toMatchObject({
      ok: true,
    });
    expect(await unitOf('壬局')).toMatchObject({
      target: 10,
      targetFrom: 'person',
      rule: 'staff-10-percent',
    });
    expect(await set('壬局', { kind: 'none' })).toMatchObject({ ok: true });
    expect(await unitOf('壬局')).toMatchObject({ target: 27, targetFrom: 'plan' });
  });

  test('is refused with a reason where the number or the rule is none', async () => {
    expect(await set('无此局', { kind: 'people', people: 1 })).toMatchObject({
      error: 'unknown-unit',
    });
    expect(await set('壬局', { kind: 'people', people: 1.5 })).toMatchObject({
      error: 'not-a-number',
    });
    expect(await set('壬局', { kind: 'rule', rule: 'x' })).toMatchObject({ error: 'unknown-rule' });
    expect(await set('壬局', { kind: 'people', people: 1 }, 1999)).toMatchObject({
      error: 'year-not-allowed',
    });
    expect(await set('甲局', { kind: 'rule', rule: 'staff-10-percent' })).toMatchObject({
      error: 'rule-without-base',
    });
  });

  test('follows a unit’s numbers as a person gives them, which no later import changes', async () => {
    expect(
      await unit('庚局', {
        headcount: 55,
        contacts: [{ role: 'liaison', name: '王一', phone: '139' }],
      }),
    ).toMatchObject({ ok: true });
    await imported('owed-too', '单位,时间,总人数,联络员\n庚局,9月,500,李二', 2026);
    expect(await unitOf('庚局')).toMatchObject({ headcount: 55, target: 6 });
    const contacts = await station.db
      .selectFrom('unit_contact')
      .select(['name', 'role'])
      .where('unit_id', '=', unitIdOf('庚局'))
      .execute();
    expect(contacts).toEqual([{ name: '王一', role: 'liaison' }]);
    expect(await unit('庚局', { headcount: -1 })).toMatchObject({ error: 'not-a-number' });
    expect(await unit('无此局', {})).toMatchObject({ error: 'unknown-unit' });
    expect(
      await unit('庚局', { contacts: [{ role: 'leader', name: ' ', phone: '' }] }),
    ).toMatchObject({ error: 'name-missing' });
  });

  test('changes with the rule, which the station sets with its source', async () => {
    const rule = {
      ...({ rule: 'staff-20-percent', unit_kind: 'organisation', base: 'headcount' } as const),
      ...({
        per_ten_thousand: 2000,
        rounding: 'nearest',
        source: '张政办函〔2012〕43号',
        confirmed: true,
      } as const),
    };
    expect(await putTargetRule(station.db, { ...rule, source: '' }, author)).toMatchObject({
      error: 'reason-missing',
    });
    expect(
      await putTargetRule(station.db, { ...rule, rule: 'population-0.9-percent' }, author),
    ).toMatchObject({ error: 'rule-name-taken' });
    expect(await putTargetRule(station.db, { ...rule, per_ten_thousand: 0 }, author)).toMatchObject(
      {
        error: 'not-a-number',
      },
    );
    await set('壬局', { kind: 'rule', rule: 'staff-10-percent' });
    expect(await putTargetRule(station.db, rule, author)).toMatchObject({ ok: true });
    expect(await unitOf('庚局')).toMatchObject({ target: 11, rule: 'staff-20-percent' });
    expect(await unitOf('壬局')).toMatchObject({ target: 20, rule: 'staff-20-percent' });
  });
});

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

test('the three real plans are imported with every row: 45, 64 and 89, and 6,830 people', async () => {
  const folder = path.join(import.meta.dirname, '../../resources/plans');
  const real = [
    ['huaibei-annex1-city-units', 45],
    ['huaibei-annex2-districts', 64],
    ['zhangjiajie-2012-targets', 89],
  ] as const;
  for (const [name, rows] of real) {
    const file = readFileSync(path.join(folder, `${name}.csv`));
    expect(await imported(name, file, 2025)).toMatchObject({ rows, understood: rows, rejected: 0 });
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
  const drives = await drivesOn({ year: 2025, today: '2025-01-01' });
  expect(drives.find(({ planned }) => planned.includes('17-23'))).toMatchObject({
    from: '2025-03-17',
    to: '2025-03-23',
  });
});
