import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type PlanPreview, previewPlan } from '../../station/plan/preview.ts';
import { rejectedSentence } from '../../station/plan/sentences.ts';
import { splitUnits } from '../../station/plan/units.ts';

const file = (name: string) =>
  readFileSync(path.join(import.meta.dirname, '../../resources/plans', `${name}.csv`));
const bytes = (text: string) => new TextEncoder().encode(text);

function plan(content: Uint8Array | string, fileName = 'plan.csv'): PlanPreview {
  const read = previewPlan(typeof content === 'string' ? bytes(content) : content, fileName);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

const names = (preview: PlanPreview, row: number) =>
  preview.drives.find((each) => each.row === row)?.units.map(({ name }) => name);

describe('the real plans', () => {
  const annex1 = plan(file('huaibei-annex1-city-units'), 'huaibei-annex1-city-units.csv');
  const annex2 = plan(file('huaibei-annex2-districts'));
  const targets = plan(file('zhangjiajie-2012-targets'), 'zhangjiajie-2012-targets.csv');

  test('every row of all three is understood: 45, 64 and 89, and 6,830 people', () => {
    const none = { rejected: 0, targets: 0, targetTotal: 0, headings: 1, blanks: 0 };
    expect(annex1).toMatchObject({ ...none, rows: 45, understood: 45, units: 115, fileRows: 46 });
    expect(annex2).toMatchObject({ ...none, rows: 64, understood: 64, units: 35, fileRows: 65 });
    expect(targets).toMatchObject({
      ...{ rows: 89, understood: 89, rejected: 0, units: 89, targets: 89, targetTotal: 6830 },
      ...{ fileRows: 90, year: 2012 },
    });
    expect(annex1.year).toBeNull();
  });

  test('the same files with the line ends of Windows read the same', () => {
    const text = file('zhangjiajie-2012-targets').toString('utf8').replace(/\r?\n/gu, '\r\n');
    expect(plan(text, 'zhangjiajie-2012-targets.csv').drives).toEqual(targets.drives);
  });

  test('counties have a target without a headcount or a time, units have all three', () => {
    const { drives } = targets;
    expect(drives[0]).toMatchObject({
      units: [{ name: '慈利县', headcount: null }],
      ...{ venue: '慈利县', venueKind: 'own-premises', headcount: null, target: 2700 },
      ...{ period: { kind: 'open' }, notes: ['no-time'] },
    });
    const counted = drives.flatMap((each) => each.headcount ?? []);
    expect(counted).toHaveLength(85);
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(5952);
    expect(drives[12]).toMatchObject({
      units: [{ name: '市卫生局(含市妇保院、市爱卫办)' }],
      target: 13,
    });
  });

  test('brackets keep their list together, whatever their widths', () => {
    expect(names(annex1, 17)).toEqual([
      '市委办公室【市委国安办、市档案局、市委保密办（市国家保密局）】',
      '市人大常委会办公室',
      '各综合办事机构',
      '市政府办公室（外事办）',
      '市政协办公室',
    ]);
    expect(names(annex1, 16)).toEqual([
      '市发展和改革委员会(市粮食和物资储备局、市能源局）',
      '市地方金融监督管理局（市政府金融办公室）',
      '市信访局',
      '市住房公积金管理中心',
      '市数据资源管理局（市政务服务管理局)',
    ]);
  });

  test('stray spaces, trailing separators, prefixes and repeats are taken away', () => {
    expect(names(annex1, 45)).toEqual(['淮北市供水有限责任公司']);
    expect(names(annex1, 7)).toHaveLength(13);
    expect(names(annex1, 7)).toContain('市委网络安全和信息化委员会办公室');
    expect(names(annex1, 23)?.[0]).toBe('市民政局');
    expect(annex1.drives[11]).toMatchObject({ notes: ['unit-repeated'] });
    expect(names(annex1, 12)).toHaveLength(5);
  });

  test('explicit days win over the week they explain, and units at their own places are told from a venue', () => {
    expect(annex1.drives[9]).toMatchObject({
      planned: '3月第三周(17-23日)',
      period: { kind: 'days', first: { month: 3, day: 17 }, last: { month: 3, day: 23 } },
      venue: '四马路工商银行',
      venueKind: 'named',
    });
    expect(annex1.drives[18]).toMatchObject({ venue: '各单位驻地', venueKind: 'own-premises' });
  });
});

test.each([
  ['甲（一、乙、丙', ['甲（一', '乙', '丙']],
  ['1.市教育局 \n2．市公安局；（3）市税务局', ['市教育局', '市公安局', '市税务局']],
  ['1、市教育局、2、市公安局', ['市教育局', '市公安局']],
  ['省地质矿产勘查局325地质队', ['省地质矿产勘查局325地质队']],
  ['甲局（一科）、甲局(一科)', ['甲局（一科）']],
  ['IBM  China，甲 公司', ['IBM China', '甲公司']],
])('the units of “%s”', (cell, units) => {
  expect(splitUnits(cell).units.map(({ name }) => name)).toEqual(units);
});

test('a headcount in brackets after a name belongs to that unit', () => {
  expect(splitUnits('甲局（120人）、乙局(８０ 人)、丙局').units).toEqual([
    { name: '甲局', headcount: 120 },
    { name: '乙局', headcount: 80 },
    { name: '丙局', headcount: null },
  ]);
});

test('a row that is not understood is kept with its cell and the reason, and every row of the file is accounted for', () => {
  const read = plan(
    '2025年安排表,,,\r\n单位,总人数,任务数（人）,时间\r\n甲,十,1,3月\r\n,5,1,3月\r\n乙,5,1,某日\r\n丙,5,x,3月\r\n丁,"1,200人",240,3月\r\n\r\n单位,总人数,任务数（人）,时间\r\n丁,1200,240,3月份\r\n戊,,,\r\n注：按月完成,,,\r\n合计,,241,',
  );
  expect(read.drives).toMatchObject([{ row: 5, line: 7, headcount: 1200, target: 240 }]);
  expect(read.rejectedRows.map(({ line, reason, cell }) => [line, reason, cell])).toEqual([
    [3, 'headcount-not-a-number', 'B3'],
    [4, 'no-unit', 'A4'],
    [5, 'period-not-understood', 'D5'],
    [6, 'target-not-a-number', 'C6'],
    [10, 'duplicate', 'A10'],
    [11, 'nothing-planned', 'A11'],
  ]);
  expect(read).toMatchObject({ rows: 7, understood: 1, rejected: 6, year: 2025 });
  expect(read).toMatchObject({ fileRows: 13, headings: 2, titles: 2, sums: 1, blanks: 1 });
  expect(read.sumRows).toMatchObject([{ stated: 241, differs: true }]);
  const [, , third] = read.rejectedRows;
  if (!third) throw new Error('the third is there');
  expect(rejectedSentence(third, 'zh')).toContain('第 5 行：时间看不懂');
  expect(rejectedSentence(third, 'en')).toContain('Cell D5: “某日”.');
});

test('a row that says what an earlier one said counts once', () => {
  const read = plan('单位,时间,任务\n甲局（一）,3月,5\n甲局(一),３月份,5\n甲局（一）,4月,5');
  expect(read).toMatchObject({ understood: 2, targetTotal: 10 });
  expect(read.rejectedRows).toMatchObject([{ reason: 'duplicate', line: 3, sameAsLine: 2 }]);
});

test('sub-totals count for nothing and are checked', () => {
  const read = plan(
    '序号,单位,任务\n1,甲,5\n2,乙,6\n小计,,11\n3,丙,7\n小计,,7\n总 计：,,18\n共计,,19',
  );
  expect(read).toMatchObject({ rows: 3, understood: 3, targetTotal: 18, sums: 4 });
  expect(read.sumRows.map(({ differs }) => differs)).toEqual([false, false, false, true]);
});

test('time and place left out under a row, as merged cells come out of a text file, are taken from it', () => {
  const read = plan('时间,地点,单位\n3月第一周,采血屋,甲\n,,乙\n4月,,丙');
  expect(read.drives).toMatchObject([
    { venue: '采血屋', notes: [] },
    { venue: '采血屋', planned: '3月第一周', notes: ['as-above'] },
    { venue: '丙', venueKind: 'own-premises', notes: [] },
  ]);
});

test('month and week in columns of their own are one time; leaders and liaisons come along', () => {
  const read = plan(
    '月份,周次,单位,分管负责人,联络员,联系电话\n3,第二周,甲,王一,李二,0561-123\n4月份,上旬,乙,张三,,139',
  );
  expect(read.drives).toMatchObject([
    {
      period: { kind: 'week', month: 3, week: 2 },
      contacts: [
        { role: 'leader', name: '王一', phone: '' },
        { role: 'liaison', name: '李二', phone: '0561-123' },
      ],
    },
    {
      period: { kind: 'ten-days', month: 4, part: 'first' },
      contacts: [{ role: 'leader', name: '张三', phone: '139' }],
    },
  ]);
});

test.each([
  ['1,200', 1200],
  ['１２０ 人', 120],
  ['约120名', 120],
  ['120.0', 120],
  ['—', null],
])('a target of “%s” is understood', (text, target) => {
  expect(plan(`单位,时间,任务\n甲,3月,"${text}"`).drives).toMatchObject([{ target }]);
});

test('a file in GBK reads like one in UTF-8, and so does one in UTF-16', () => {
  // “单位,时间\n甲,3月” in GBK.
  const gbk = Uint8Array.from([
    0xb5, 0xa5, 0xce, 0xbb, 0x2c, 0xca, 0xb1, 0xbc, 0xe4, 0x0a, 0xbc, 0xd7, 0x2c, 0x33, 0xd4, 0xc2,
  ]);
  const utf16 = Buffer.from('\uFEFF单位\t时间\r\n甲\t3月', 'utf16le');
  for (const content of [gbk, utf16, bytes('\uFEFF单位；,时间\n甲,3月'.replace('；', ''))]) {
    expect(plan(content).drives).toMatchObject([{ units: [{ name: '甲' }], planned: '3月' }]);
  }
});

test.each([
  ['', 'empty'],
  [',,\n , ', 'empty'],
  ['a,b\n1,2', 'no-headings'],
  ['单位,时间\n"甲,3月', 'open-quote'],
  [`单位,时间\n${'甲,3月\n'.repeat(5001)}`, 'too-many-rows'],
  [`单位,时间${',x'.repeat(100)}`, 'too-many-cells'],
  ['x'.repeat(2 * 1024 * 1024 + 1), 'too-large'],
  ['单位,时间\n甲\0,3月', 'not-text'],
  [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1), 'old-excel'],
  ['PK\u0003\u0004 and then nothing', 'not-a-workbook'],
])('a file that is no plan is refused', (content, reason) => {
  const read = previewPlan(typeof content === 'string' ? bytes(content) : content, 'x');
  expect(read).toEqual({ ok: false, error: reason });
});

test('a file is told apart by what separates its headings, not by what its lists are full of', () => {
  const tabs = plan('时间\t单位\n3月\t甲,乙,丙,丁,戊');
  expect(names(tabs, 1)).toHaveLength(5);
  expect(plan('"时间";"单位"\n3月;甲，乙').drives[0]?.units).toHaveLength(2);
});

test('units that ran over the headings are not lost without a word', () => {
  const read = plan('时间,单位\n3月,甲,乙\n4月,"甲,乙"\n5月,丙,,');
  expect(read.rejectedRows).toMatchObject([{ reason: 'beyond-headings', cell: 'C2', found: '乙' }]);
  expect(read.drives.map(({ line }) => line)).toEqual([3, 4]);
});

test('a formula of a text file is text', () => {
  const [row] = plan('单位,任务\n甲,=1+1').rejectedRows;
  expect(row).toMatchObject({ reason: 'target-not-a-number', found: '=1+1' });
});
