import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Plan, readPlan } from '../../station/plan/plan.ts';
import { readPeriod } from '../../station/plan/period.ts';
import { previewPlan } from '../../station/plan/preview.ts';
import { splitUnits } from '../../station/plan/units.ts';

const file = (name: string) =>
  readFileSync(path.join(import.meta.dirname, '../../resources/plans', `${name}.csv`));
const bytes = (text: string) => new TextEncoder().encode(text);

function plan(content: Uint8Array): Plan {
  const read = readPlan(content);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

const drive = (content: Uint8Array, row: number) =>
  plan(content).drives.find((candidate) => candidate.row === row);

describe('the real plans', () => {
  const annex1 = file('huaibei-annex1-city-units');
  const annex2 = file('huaibei-annex2-districts');
  const targets = file('zhangjiajie-2012-targets');

  test('every row of all three is understood: 45, 64 and 89', () => {
    expect(previewPlan(plan(annex1))).toMatchObject({ rows: 45, understood: 45, rejected: 0 });
    expect(previewPlan(plan(annex2))).toMatchObject({ rows: 64, understood: 64, rejected: 0 });
    expect(previewPlan(plan(targets))).toEqual({
      rows: 89,
      understood: 89,
      rejected: 0,
      units: 89,
      targets: 89,
      targetTotal: 6830,
    });
  });

  test('counties have a target without a headcount or a time, units have all three', () => {
    const { drives } = plan(targets);
    expect(drives[0]).toMatchObject({
      units: ['慈利县'],
      venue: '慈利县',
      venueKind: 'own-premises',
      headcount: null,
      target: 2700,
      period: { kind: 'open' },
      notes: ['no-time'],
    });
    const counted = drives.flatMap((each) => each.headcount ?? []);
    expect(counted).toHaveLength(85);
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(5952);
    expect(drives[12]).toMatchObject({ units: ['市卫生局(含市妇保院、市爱卫办)'], target: 13 });
  });

  test('brackets keep their list together, whatever their widths', () => {
    expect(drive(annex1, 17)?.units).toEqual([
      '市委办公室【市委国安办、市档案局、市委保密办（市国家保密局）】',
      '市人大常委会办公室',
      '各综合办事机构',
      '市政府办公室（外事办）',
      '市政协办公室',
    ]);
    expect(drive(annex1, 16)?.units).toEqual([
      '市发展和改革委员会(市粮食和物资储备局、市能源局）',
      '市地方金融监督管理局（市政府金融办公室）',
      '市信访局',
      '市住房公积金管理中心',
      '市数据资源管理局（市政务服务管理局)',
    ]);
  });

  test('stray spaces, trailing separators, prefixes and repeats are taken away', () => {
    expect(drive(annex1, 45)?.units).toEqual(['淮北市供水有限责任公司']);
    expect(drive(annex1, 7)?.units).toHaveLength(13);
    expect(drive(annex1, 7)?.units).toContain('市委网络安全和信息化委员会办公室');
    expect(drive(annex1, 23)?.units[0]).toBe('市民政局');
    expect(drive(annex1, 12)).toMatchObject({ notes: ['unit-repeated'] });
    expect(drive(annex1, 12)?.units).toHaveLength(5);
  });

  test('a week keeps its explicit days, and units at their own places are told apart from a venue', () => {
    expect(drive(annex1, 10)).toMatchObject({
      planned: '3月第三周(17-23日)',
      period: { kind: 'week', month: 3, week: 3, days: { first: 17, last: 23 } },
      venue: '四马路工商银行',
      venueKind: 'named',
    });
    expect(drive(annex1, 19)).toMatchObject({ venue: '各单位驻地', venueKind: 'own-premises' });
  });
});

test.each([
  ['1月第一周', { kind: 'week', month: 1, week: 1, days: null }],
  ['12月第４周', { kind: 'week', month: 12, week: 4, days: null }],
  ['3月第三周（17-23日）', { kind: 'week', month: 3, week: 3, days: { first: 17, last: 23 } }],
  ['3月 上旬', { kind: 'ten-days', month: 3, part: 'first' }],
  ['10月下旬', { kind: 'ten-days', month: 10, part: 'last' }],
  ['6月17日', { kind: 'days', month: 6, days: { first: 17, last: 17 } }],
  ['6月17日至23日', { kind: 'days', month: 6, days: { first: 17, last: 23 } }],
  ['9月', { kind: 'month', month: 9 }],
  ['', { kind: 'open' }],
])('“%s” is understood', (text, period) => {
  expect(readPeriod(text)).toEqual({ ok: true, value: period });
});

test.each(['13月上旬', '春节前', '2月30日', '6月第六周', '3月第三周(23-17日)', '0月'])(
  '“%s” is not guessed at',
  (text) => {
    expect(readPeriod(text).ok).toBe(false);
  },
);

test('a bracket that is never closed does not swallow the rest of the list', () => {
  expect(splitUnits('甲（一、乙、丙')).toEqual({
    names: ['甲（一', '乙', '丙'],
    hadRepeats: false,
    bracketsUnpaired: true,
  });
});

test('rows that are not understood are listed with their reason, and the others still count', () => {
  const read = plan(
    bytes(
      '2025年安排表,,,\r\n单位,总人数,任务数（人）,时间\r\n甲,十,1,3月\r\n,5,1,3月\r\n乙,5,1,某日\r\n丙,5,x,3月\r\n丁,"1,200",240,3月\r\n\r\n合计,,241,',
    ),
  );
  expect(read.drives).toMatchObject([{ row: 5, units: ['丁'], headcount: 1200, target: 240 }]);
  expect(read.rejected.map(({ row, reason }) => [row, reason])).toEqual([
    [1, 'headcount-not-a-number'],
    [2, 'no-unit'],
    [3, 'period-not-understood'],
    [4, 'target-not-a-number'],
    [6, 'sum-row'],
  ]);
});

test('a file in GB 18030 reads like one in UTF-8', () => {
  // “单位,时间\n甲,3月” in GB 18030.
  const gb = Uint8Array.from([
    0xb5, 0xa5, 0xce, 0xbb, 0x2c, 0xca, 0xb1, 0xbc, 0xe4, 0x0a, 0xbc, 0xd7, 0x2c, 0x33, 0xd4, 0xc2,
  ]);
  expect(plan(gb).drives).toMatchObject([{ units: ['甲'], planned: '3月' }]);
});

test.each([
  ['', 'empty'],
  ['a,b\n1,2', 'no-headings'],
  ['单位,时间\n"甲,3月', 'open-quote'],
  [`单位,时间\n${'甲,3月\n'.repeat(5001)}`, 'too-many-rows'],
  [`单位,时间${',x'.repeat(100)}`, 'too-many-cells'],
  ['x'.repeat(2 * 1024 * 1024 + 1), 'too-large'],
  ['单位,时间\n甲\0,3月', 'not-text'],
])('a file that is no plan is refused', (text, reason) => {
  expect(readPlan(bytes(text))).toEqual({ ok: false, error: reason });
});
