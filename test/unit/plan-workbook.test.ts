import { deflateRawSync } from 'node:zlib';
import { utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { type PlanPreview, previewPlan } from '../../station/plan/preview.ts';
import { unzip, type ZipMember, zipStored } from '../../station/plan/zip.ts';

const sheetOf = (rows: readonly (readonly unknown[])[]) =>
  utils.aoa_to_sheet(rows.map((row) => [...row]));

function workbook(sheets: Readonly<Record<string, WorkSheet>>): WorkBook {
  const book = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name);
  return book;
}

const bytesOf = (book: WorkBook): Uint8Array =>
  // Written as “buffer” it is one.
  write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array;

function plan(book: WorkBook): PlanPreview {
  const read = previewPlan(bytesOf(book), 'plan.xlsx');
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

test('merged times and places hold for every row they span, and a merged number counts once', () => {
  const sheet = sheetOf([
    ['某市2026年无偿献血安排表', null, null, null],
    ['献血时间', '献血地点', '参加单位', '任务数（人）'],
    ['3月第一周', '采血屋', '甲局、乙局', 30],
    [null, null, '丙局', null],
    [null, '丙二院内', '丁局', 7],
    ['一、县区', null, null, null],
    ['4月上旬', null, '慈利县', 2700],
    ['合计', null, null, 2737],
  ]);
  sheet['!merges'] = ['A1:D1', 'A3:A5', 'B3:B4', 'D3:D4', 'A6:D6'].map((range) =>
    utils.decode_range(range),
  );
  const read = plan(workbook({ 安排表: sheet }));
  expect(read.drives).toMatchObject([
    { line: 3, planned: '3月第一周', venue: '采血屋', target: 30, notes: [] },
    {
      line: 4,
      planned: '3月第一周',
      venue: '采血屋',
      target: null,
      notes: ['number-merged-above'],
    },
    { line: 5, planned: '3月第一周', venue: '丙二院内', target: 7 },
    { line: 7, planned: '4月上旬', venue: '慈利县', target: 2700, sheet: '安排表' },
  ]);
  expect(read).toMatchObject({
    rows: 4,
    rejected: 0,
    fileRows: 8,
    titles: 2,
    headings: 1,
    sums: 1,
  });
  expect(read).toMatchObject({ targetTotal: 2737, year: 2026 });
  expect(read.sumRows).toMatchObject([{ stated: 2737, differs: false }]);
});

test('a remark beside the table is pointed out', () => {
  const rows = [
    ['单位', '任务'],
    ['甲', 5, null, '已联系'],
    ['乙', 6],
  ];
  const read = plan(workbook({ 表: sheetOf(rows) }));
  expect(read.drives.map(({ notes }) => notes)).toEqual([
    ['no-time', 'beyond-headings'].toSorted(),
    ['no-time'],
  ]);
});

test('headings of two rows under merged cells are one heading', () => {
  const sheet = sheetOf([
    ['单位', '指标', null, '计划献血时间'],
    [null, '总人数', '任务数(人)', null],
    ['甲局', 100, 20, '3月上旬'],
  ]);
  sheet['!merges'] = ['A1:A2', 'B1:C1', 'D1:D2'].map((range) => utils.decode_range(range));
  const read = plan(workbook({ 表: sheet }));
  expect(read).toMatchObject({ rows: 1, headings: 2, targetTotal: 20 });
  expect(read.drives[0]).toMatchObject({ headcount: 100 });
});

test('a date is a date however it is shown, and so is its bare number', () => {
  const sheet = sheetOf([
    ['单位', '时间'],
    ['甲', { t: 'n', v: 46_098, z: 'm"月"d"日"' }],
    ['乙', { t: 'n', v: 46_098.5, z: 'yyyy/mm/dd hh:mm' }],
    ['丙', 46_098],
    ['丁', { t: 'n', v: 46_098, z: '[$-804]aaaa;@' }],
  ]);
  const read = plan(workbook({ 表: sheet }));
  const period = { kind: 'days', first: { month: 3, day: 17 }, last: { month: 3, day: 17 } };
  expect(read.drives.map((drive) => drive.period)).toEqual([period, period, period, period]);
  expect(read.year).toBe(2026);
});

test('a workbook that counts days from 1904 is read by its own calendar', () => {
  const book = workbook({
    表: sheetOf([
      ['单位', '时间'],
      ['甲', { t: 'n', v: 46_098 - 1462, z: 'yyyy-mm-dd' }],
    ]),
  });
  book.Workbook = { WBProps: { date1904: true } };
  expect(plan(book).drives).toMatchObject([{ planned: '2026-03-17', year: 2026 }]);
});

test('a formula counts for what the file shows, and is never worked out', () => {
  const sheet = sheetOf([
    ['单位', '总人数', '任务数'],
    ['甲', 100, { t: 'n', v: 21, f: 'ROUND(B2*0.2,0)' }],
    ['乙', 100, { t: 'n', f: 'B3*0.2' }],
  ]);
  const read = plan(workbook({ 表: sheet }));
  expect(read.drives).toMatchObject([{ target: 21 }]);
  expect(read.rejectedRows).toMatchObject([
    { reason: 'target-not-a-number', cell: 'C3', found: '=B3*0.2' },
  ]);
});

test('every visible sheet is read, rows of a sheet without headings are said to be outside, hidden sheets are left', () => {
  const book = workbook({
    市直: sheetOf([
      ['单位', '任务'],
      ['甲', 5],
    ]),
    说明: sheetOf([['请各单位按时报送', 'x']]),
    县区: sheetOf([['任务', '单位'], [], [7, '乙']]),
    草稿: sheetOf([
      ['单位', '任务'],
      ['丙', 100],
    ]),
  });
  book.Workbook = {
    Sheets: book.SheetNames.map((name) => ({ name, Hidden: name === '草稿' ? 1 : 0 })),
  };
  const read = plan(book);
  expect(read).toMatchObject({ rows: 2, targetTotal: 12, outside: 1, blanks: 1, fileRows: 6 });
  expect(read.drives.map(({ sheet, row, line }) => [sheet, row, line])).toEqual([
    ['市直', 1, 2],
    ['县区', 2, 3],
  ]);
});

const small = workbook({
  表: sheetOf([
    ['单位', '任务'],
    ['甲', 5],
  ]),
});

/** A ZIP whose members are deflated, each saying of its size what it likes. */
function zipDeflated(members: readonly ZipMember[], sizeSaid: number): Uint8Array {
  const packed = members.map(({ name, content }) => ({ name, content: deflateRawSync(content) }));
  const zip = Buffer.from(zipStored(packed));
  for (
    let at = zip.indexOf('PK\u0003\u0004');
    at >= 0;
    at = zip.indexOf('PK\u0003\u0004', at + 4)
  ) {
    zip.writeUInt16LE(8, at + 8);
    zip.writeUInt32LE(sizeSaid, at + 22);
  }
  for (
    let at = zip.indexOf('PK\u0001\u0002');
    at >= 0;
    at = zip.indexOf('PK\u0001\u0002', at + 4)
  ) {
    zip.writeUInt16LE(8, at + 10);
    zip.writeUInt32LE(sizeSaid, at + 24);
  }
  return zip;
}

test('a zip bomb is refused before it is unpacked, whatever it says of its size', () => {
  const members = unzip(bytesOf(small), 1e6);
  if (!members.ok) throw new Error(members.error);
  const bomb = members.value.map(({ name, content }) => ({
    name,
    content: name.endsWith('sheet1.xml') ? new Uint8Array(300 * 1024 * 1024) : content,
  }));
  const before = process.memoryUsage().rss;
  for (const sizeSaid of [0, 300 * 1024 * 1024]) {
    const zip = zipDeflated(bomb, sizeSaid);
    expect(zip.length).toBeLessThan(1024 * 1024);
    expect(previewPlan(zip, 'x.xlsx')).toEqual({ ok: false, error: 'unpacks-too-large' });
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
});

test('many small members may not add up to a bomb either', () => {
  const content = new Uint8Array(1024 * 1024);
  const many = Array.from({ length: 30 }, (_, index) => ({ name: `xl/${index}.xml`, content }));
  expect(previewPlan(zipDeflated(many, 10), 'x')).toEqual({
    ok: false,
    error: 'unpacks-too-large',
  });
});

test('a workbook too long or too wide is refused', () => {
  const long = Array.from({ length: 5001 }, (_, index) => [`单位${index}`, 1]);
  const wide = Array.from({ length: 65 }, (_, index) => `x${index}`);
  const refusal = (rows: readonly (readonly unknown[])[]) =>
    previewPlan(bytesOf(workbook({ 表: sheetOf([['单位', '任务'], ...rows]) })), 'x');
  expect(refusal(long)).toEqual({ ok: false, error: 'too-many-rows' });
  expect(refusal([wide])).toEqual({ ok: false, error: 'too-many-cells' });
  const half = sheetOf(long.slice(0, 3000));
  const both = workbook({ 一: half, 二: half });
  expect(previewPlan(bytesOf(both), 'x')).toEqual({ ok: false, error: 'too-many-rows' });
});

test('a workbook of another kind than XLSX is refused', () => {
  for (const bookType of ['xlsb', 'ods'] as const) {
    // Written as “buffer” it is one.
    const other = write(small, { type: 'buffer', bookType }) as Uint8Array;
    expect(previewPlan(other, 'x').ok).toBe(false);
  }
});

test('another program’s archive, and a workbook cut anywhere, are refused and nothing throws', () => {
  expect(previewPlan(zipStored([{ name: 'a.txt', content: Buffer.from('a') }]), 'x')).toMatchObject(
    {
      ok: false,
    },
  );
  const whole = bytesOf(small);
  for (let length = 4; length < whole.length; length += 37) {
    expect(previewPlan(whole.subarray(0, length), 'x').ok).toBe(false);
  }
});

test('a workbook with more sheets than are read is refused, and hidden ones are not counted', () => {
  const rows = [
    ['献血时间', '参加单位'],
    ['3月第一周', '甲局'],
  ];
  const sheets = (count: number) =>
    workbook(
      Object.fromEntries(
        Array.from({ length: count }, (_, at) => [
          `${at + 1}`,
          sheetOf([...rows, ['4月上旬', `${at}局`]]),
        ]),
      ),
    );
  expect(plan(sheets(20)).drives.at(-1)?.sheet).toBe('20');
  expect(previewPlan(bytesOf(sheets(21)), 'plan.xlsx')).toEqual({
    ...{ ok: false, error: 'too-many-sheets' },
  });
  const hidden = sheets(21);
  hidden.Workbook = { Sheets: [{ Hidden: 1 }] };
  expect(plan(hidden).drives.at(-1)?.sheet).toBe('21');
});
