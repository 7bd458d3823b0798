import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putTargetRule, putUnit, setTarget } from '../../station/administer.ts';
import { readCompletion } from '../../station/plan/completion.ts';
import { unitIdOf } from '../../station/plan/unit-store.ts';
import type { TestStation } from './support/station.ts';
import { author, imported, planningStation, smallPlan } from './support/plans.ts';

let station: TestStation;
beforeAll(async () => {
  station = await planningStation();
  await imported(station, 'again', smallPlan, 2026);
});
afterAll(() => station.close());

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
      station,
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
    await imported(station, 'owed-too', '单位,时间,总人数,联络员\n庚局,9月,500,李二', 2026);
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
