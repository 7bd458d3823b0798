import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  confirmDrive,
  importPlan,
  previewPlan,
  putStaff,
  putVehicle,
  setTarget,
} from '../../station/administer.ts';
import { readCompletion } from '../../station/plan/completion.ts';
import { readDrives } from '../../station/plan/read-plans.ts';
import { unitIdOf } from '../../station/plan/unit-store.ts';
import { countOf } from '../../station/reference/counter.ts';
import { operatorId } from '../../shared/ids.ts';
import { signedIn } from './support/page.ts';
import { nowMs, startTestStation, type TestStation } from './support/station.ts';

let station: TestStation;
let planner: Awaited<ReturnType<typeof signedIn>>;
const author = { by: 'planner-1', nowMs };

async function imported(name: string, content: string) {
  const preview = previewPlan(Buffer.from(content), `${name}.csv`);
  if (!preview.ok) throw new Error(preview.error);
  const done = await importPlan(station.db, preview.value, { name, year: 2026, ...author });
  if (!done.ok) throw new Error(done.error);
  return done.value;
}
const two = (name: string, other: string) => ({ unitId: unitIdOf(name), otherId: unitIdOf(other) });
const unitsOfYear = async () =>
  (await readCompletion(station.db, 2026)).byUnit
    .filter(({ name }) => name !== null)
    .map(({ name, target, headcount, drivesByHalf }) => ({
      name,
      target,
      headcount,
      drivesByHalf,
    }));
const spring = '时间,地点,单位,任务数,总人数\n3月第二周,镇政府,段园镇,20,\n4月,厂区,口子酒业,,300';
const page = { page: 1, size: 50 };

beforeAll(async () => {
  station = await startTestStation();
  await putVehicle(station.db, { vehicleId: 'van-01', plate: '皖F·采01' });
  await putStaff(station.db, [
    { operatorId: operatorId.parse('li'), name: '李', roles: ['leader'] },
  ]);
  await imported('spring', spring);
  await imported(
    'autumn',
    '时间,地点,单位,任务数\n9月第二周,镇政府,段园镇政府,25\n10月,广场,市妇联,5',
  );
  planner = await signedIn(station, 'planner-1', ['planner']);
});
afterAll(() => station.close());

const drivesNow = async () =>
  (await readDrives(station.db, { year: 2026, today: '2026-01-05', ...page })).rows;

describe('names that are likely one unit', () => {
  test('are shown with the reason, and nothing is merged by itself', async () => {
    const { rows } = await planner.ask('unit.likely-same', page);
    expect(rows).toMatchObject([
      {
        ...{ why: 'official-words', common: '段园镇' },
        units: [{ drives: 1 }, { drives: 1 }],
      },
    ]);
    expect(rows[0]?.units.map(({ name }) => name).toSorted()).toEqual(['段园镇', '段园镇政府']);
    expect((await unitsOfYear()).map(({ name }) => name)).toHaveLength(4);
  });

  test('a person’s word makes one unit of them, with who and when, and vehicles are told', async () => {
    const before = await countOf(station.db, 'reference');
    await planner.ask('unit.merge', two('段园镇政府', '段园镇'));
    expect(await countOf(station.db, 'reference')).toBe(before + 1);
    expect((await unitsOfYear()).filter(({ name }) => name?.startsWith('段园'))).toEqual([
      { name: '段园镇', target: 45, headcount: null, drivesByHalf: [1, 1] },
    ]);
    const { rows } = await planner.ask('unit.decisions', page);
    expect(rows).toMatchObject([
      { name: '段园镇政府', otherName: '段园镇', same: true, by: 'planner-1', atMs: nowMs },
    ]);
    expect((await planner.ask('unit.likely-same', page)).rows).toEqual([]);
    const [drive] = (await drivesNow()).filter(({ plan }) => plan === 'autumn');
    expect(drive?.units).toEqual([{ unitId: unitIdOf('段园镇'), name: '段园镇政府' }]);
    const changes = station.db
      .selectFrom('plan_change')
      .select(['by_whom', 'unit_id', 'detail'])
      .where('kind', '=', 'units-merged');
    expect(await changes.execute()).toEqual([
      {
        ...{ by_whom: 'planner-1', unit_id: unitIdOf('段园镇政府') },
        detail: { sameAs: unitIdOf('段园镇') },
      },
    ]);
  });

  test('the next import knows the other name: the drive keeps its identifier and its confirmed day', async () => {
    const [drive] = await drivesNow();
    const driveId = drive?.driveId ?? '';
    const confirmed = await confirmDrive(
      station.db,
      { driveId, on: '2026-03-10', vehicle: 'van-01', team: ['li'] },
      author,
    );
    expect(confirmed).toMatchObject({ ok: true });
    // Another place and another spelling: only the unit says that it is the same drive.
    const done = await imported(
      'spring',
      '时间,地点,单位,任务数,总人数\n3月第二周,卫生院,段园镇政府,20,\n4月,厂区,口子酒业,,300',
    );
    expect(done).toMatchObject({ added: [], withdrawn: [], changed: [{ driveId }] });
    expect(done.changed[0]?.confirmedOn).toBe('2026-03-10');
  });

  test('a person’s target stands under whichever name it was given', async () => {
    const word = { kind: 'people', people: 70 } as const;
    await setTarget(station.db, { unitId: unitIdOf('段园镇政府'), year: 2026, word }, author);
    expect(await unitsOfYear()).toContainEqual(
      expect.objectContaining({ name: '段园镇', target: 70 }),
    );
    await setTarget(
      station.db,
      { unitId: unitIdOf('段园镇政府'), year: 2026, word: { kind: 'none' } },
      author,
    );
  });

  test('taken back, the names are two units again and are shown as likely again', async () => {
    await imported('spring', spring);
    await planner.ask('unit.reconsider', two('段园镇政府', '段园镇'));
    expect((await unitsOfYear()).filter(({ name }) => name?.startsWith('段园'))).toHaveLength(2);
    expect((await planner.ask('unit.likely-same', page)).rows).toHaveLength(1);
    expect((await planner.ask('unit.decisions', page)).rows).toEqual([]);
  });

  test('kept apart they are not shown again, until that is taken back', async () => {
    await planner.ask('unit.keep-apart', two('段园镇', '段园镇政府'));
    await planner.ask('unit.keep-apart', two('段园镇政府', '段园镇'));
    expect((await planner.ask('unit.likely-same', page)).rows).toEqual([]);
    expect((await planner.ask('unit.decisions', page)).rows).toMatchObject([{ same: false }]);
    await planner.ask('unit.reconsider', two('段园镇政府', '段园镇'));
    expect((await planner.ask('unit.likely-same', page)).rows).toHaveLength(1);
  });
});

describe('a word on names', () => {
  test('never leads in a circle, and is refused with a sentence', async () => {
    await planner.ask('unit.merge', two('段园镇政府', '段园镇'));
    for (const [a, b] of [
      ['段园镇', '段园镇政府'],
      ['段园镇政府', '段园镇'],
      ['段园镇', '段园镇'],
    ] as const) {
      const what = await planner.refusal('unit.merge', two(a, b));
      expect(['units-already-one', 'unknown-unit']).toContain(what.details?.['what']);
    }
    expect((await planner.refusal('unit.keep-apart', two('段园镇', '段园镇政府'))).details).toEqual(
      {
        what: 'units-one',
      },
    );
    expect((await planner.refusal('unit.merge', two('无此局', '段园镇'))).details).toEqual({
      what: 'unknown-unit',
    });
    expect((await planner.refusal('unit.reconsider', two('市妇联', '段园镇'))).details).toEqual({
      what: 'not-decided',
    });
  });

  test('of two people at once is one word', async () => {
    const [a, b] = [two('市妇联', '口子酒业'), two('口子酒业', '市妇联')];
    const done = await Promise.allSettled([
      planner.ask('unit.merge', a),
      planner.ask('unit.merge', b),
    ]);
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('is for planners; others look', async () => {
    const viewer = await signedIn(station, 'viewer-1', ['viewer']);
    await viewer.ask('unit.likely-same', page);
    await expect(viewer.ask('unit.merge', two('市妇联', '段园镇'))).rejects.toThrow();
  });

  test('units are found by a piece of their name, once each', async () => {
    const { units } = await planner.ask('unit.find', { search: '段园' });
    expect(units.map(({ name }) => name)).toEqual(['段园镇']);
  });
});
