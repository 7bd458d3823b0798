import { describe, expect, test } from 'vitest';
import { foldCompletion, type Given } from '../../station/plan/completion-fold.ts';
import { type DriveMarks, matchDrives } from '../../station/plan/match-drives.ts';
import { targetByRule } from '../../station/plan/target-rule.ts';
import type { YearDrive, YearPlan, YearUnit } from '../../station/plan/year-targets.ts';

const unit = (name: string, over: Partial<YearUnit> = {}): YearUnit => ({
  ...{ unit_id: name, name, name_key: name, kind: 'organisation', headcount: null },
  ...{ population: null, set_by: 'plan', ...over },
});
const drive = (
  driveId: string,
  unitIds: readonly string[],
  over: Partial<YearDrive> = {},
): YearDrive => ({
  ...{ driveId, unitIds, venue: '采血屋', from: '2026-03-02', to: '2026-03-08', isOpen: false },
  ...{ confirmedOn: null, vehicle: null, target: null, ...over },
});
const rules: YearPlan['rules'] = [
  {
    ...{ rule: 'staff', unit_kind: 'organisation', base: 'headcount', per_ten_thousand: 1000 },
    ...{ rounding: 'up', source: 's', confirmed: false },
  },
  {
    ...{ rule: 'people', unit_kind: 'area', base: 'population', per_ten_thousand: 90 },
    ...{ rounding: 'up', source: 's', confirmed: false },
  },
];
const given = (over: Partial<Given>): Given => ({
  ...{ vehicle: 'van-01', plate: '皖F', sessionId: 's1', driveId: 'd1', venue: '采血屋' },
  ...{
    organisations: ['甲局'],
    day: '2026-03-04',
    organisation: null,
    donations: 1,
    volumeMl: 400,
  },
  ...over,
});

describe('a target by rule', () => {
  test.each([
    ['up', 30, 1000, 3],
    ['up', 100, 700, 7],
    ['up', 101, 1000, 11],
    ['nearest', 104, 1000, 10],
    ['nearest', 105, 1000, 11],
    ['down', 109, 1000, 10],
    ['up', 10_000, 90, 90],
    ['up', 10_001, 90, 91],
    ['up', 0, 1000, 0],
  ] as const)(
    'rounds %s: %i people at %i in ten thousand owe %i',
    (rounding, headcount, share, owed) => {
      const [rule] = rules;
      if (!rule) throw new Error('there is one');
      const asked = { ...rule, rounding, per_ten_thousand: share };
      expect(targetByRule(asked, { headcount, population: null })).toBe(owed);
      expect(targetByRule(asked, { headcount: null, population: 5 })).toBeNull();
    },
  );
});

describe('completion', () => {
  test('spreads what a unit owes over its drives in whole people, and every table sums up to the same', () => {
    const plan: YearPlan = {
      units: [unit('甲局', { headcount: 50 }), unit('乙局'), unit('丙局', { headcount: 10 })],
      drives: [
        drive('d1', ['甲局']),
        drive('d2', ['甲局', '乙局'], {
          venue: '乙局',
          target: 7,
          from: '2026-09-07',
          to: '2026-09-13',
        }),
        drive('d3', ['乙局'], { target: 4, confirmedOn: '2026-03-10', vehicle: 'van-01' }),
      ],
      otherNames: [],
      words: [{ unit_id: '丙局', year: 2026, people: 9, rule: null }],
      rules,
    };
    const read = foldCompletion(2026, plan, []);
    expect(read.total).toMatchObject({
      drives: 3,
      confirmed: 1,
      target: 5 + 7 + 4 + 9,
      percent: 0,
    });
    expect(read.byUnit).toMatchObject([
      { name: '丙局', target: 9, targetFrom: 'person', drivesByHalf: [0, 0] },
      { name: '乙局', target: 4, targetFrom: 'plan', drivesByHalf: [1, 1] },
      { name: '甲局', target: 5, targetFrom: 'rule', rule: 'staff', drivesByHalf: [1, 1] },
      { unitId: null, name: null, target: 7 },
    ]);
    expect(read.byPlace).toMatchObject([
      { place: '乙局', target: 7 + 2, drives: 1 },
      { place: '采血屋', target: 3 + 4, drives: 2 },
      { place: null, target: 9, drives: 0 },
    ]);
    expect(read.byWeek).toMatchObject([
      { monday: '2026-03-02', target: 3 },
      { monday: '2026-03-09', target: 4 },
      { monday: '2026-09-07', target: 9 },
      { monday: null, target: 9 },
    ]);
    expect(read.byVehicle).toMatchObject([
      { vehicle: 'van-01', target: 4 },
      { vehicle: null, target: 3 + 9 + 9 },
    ]);
  });

  test('gives each donation to the donor’s own unit, else to the only unit of the session, else to none', () => {
    const plan: YearPlan = {
      units: [unit('甲局'), unit('乙局')],
      drives: [drive('d1', ['甲局'], { target: 8 }), drive('d2', ['甲局', '乙局'])],
      otherNames: [],
      words: [],
      rules,
    };
    const read = foldCompletion(2026, plan, [
      given({ donations: 3, volumeMl: 1200 }),
      given({ donations: 2, organisation: ' 乙 局 ' }),
      given({
        sessionId: 's2',
        organisations: ['甲局', '乙局'],
        donations: 4,
        vehicle: 'van-02',
        plate: '皖G',
      }),
      given({
        sessionId: 's2',
        organisations: ['甲局', '乙局'],
        organisation: '过路人',
        vehicle: 'van-02',
        plate: '皖G',
      }),
      given({ sessionId: 's3', venue: '别处', day: '2026-12-28', donations: 0, volumeMl: 0 }),
    ]);
    expect(read.total).toMatchObject({ target: 8, donations: 10, sessions: 3, percent: 125 });
    expect(read.byUnit).toMatchObject([
      { name: '乙局', donations: 2, visitsByHalf: [2, 0], percent: null },
      { name: '甲局', donations: 3, sessions: 2, visitsByHalf: [2, 1], percent: 37.5 },
      { unitId: null, name: '过路人', donations: 1 },
      { unitId: null, name: null, donations: 4 },
    ]);
    expect(read.byPlace).toMatchObject([
      { place: '别处', donations: 0, sessions: 1, drives: 0 },
      { place: '采血屋', donations: 10, sessions: 2, drives: 2 },
    ]);
    expect(read.byWeek.map(({ monday, donations }) => [monday, donations])).toEqual([
      ['2026-03-02', 10],
      ['2026-12-28', 0],
    ]);
    expect(read.byVehicle).toMatchObject([
      { vehicle: 'van-01', plate: '皖F', donations: 5, sessions: 2 },
      { vehicle: 'van-02', plate: '皖G', donations: 5, sessions: 1 },
      { vehicle: null, target: 8, donations: 0 },
    ]);
  });
});

describe('the drives of a newer file', () => {
  const marks = (when: string, venue: string, units: string): DriveMarks => ({
    when,
    venue,
    units,
  });

  test('are found again when they moved, changed their place or their units', () => {
    const stored = [
      marks('3月', '屋', '甲'),
      marks('4月', '屋', '乙'),
      marks('5月', '院', '丙'),
      marks('6月', '门', '丁'),
    ];
    const fresh = [
      marks('6月', '门', '丁,戊'),
      marks('9月', '屋', '乙'),
      marks('5月', '大门', '丙'),
      marks('3月', '屋', '甲'),
      marks('7月', '屋', '己'),
    ];
    expect(matchDrives(stored, fresh)).toEqual([3, 1, 2, 0, undefined]);
  });

  test('of a unit that is visited twice are not guessed at when both changed', () => {
    const stored = [marks('3月', '屋', '甲'), marks('9月', '屋', '甲')];
    expect(matchDrives(stored, [marks('4月', '屋', '甲'), marks('10月', '屋', '甲')])).toEqual([
      undefined,
      undefined,
    ]);
    expect(matchDrives(stored, [marks('9月', '屋', '甲'), marks('4月', '屋', '甲')])).toEqual([
      1, 0,
    ]);
  });

  test('that are alike in everything are told apart by their order', () => {
    const twice = [marks('3月', '屋', '甲'), marks('3月', '屋', '甲')];
    expect(matchDrives(twice, [...twice, marks('3月', '屋', '甲')])).toEqual([0, 1, undefined]);
  });
});
