import fc from 'fast-check';
import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { readPeriod } from '../../station/plan/read-period.ts';
import { type PlanPreview, previewPlan } from '../../station/plan/preview.ts';
import { spanOf } from '../../station/plan/period.ts';
import { splitUnits } from '../../station/plan/units.ts';
import { runs } from '../support/property-runs.ts';

function isAccountedFor(read: PlanPreview) {
  const { rows, understood, rejected, headings, titles, sums, outside, blanks } = read;
  expect(understood + rejected).toBe(rows);
  expect(rows + headings + titles + sums + outside + blanks).toBe(read.fileRows);
  expect(read.targetTotal).toBe(read.drives.reduce((sum, { target }) => sum + (target ?? 0), 0));
  expect(new Set(read.lines.map((line) => JSON.stringify(line))).size).toBe(read.lines.length);
}

const cell = fc.oneof(
  fc.constantFrom(
    '单位',
    '时间',
    '任务数(人)',
    '献血地点',
    '总人数',
    '合计',
    '小计',
    '甲局、乙局（一、二）',
  ),
  fc.constantFrom(
    '3月第一周',
    '3月上旬',
    '2026-03-17',
    '17/3',
    '46098',
    '各单位驻地',
    '注：略',
    '"',
    '甲\n乙',
  ),
  fc.integer({ min: -5, max: 9999 }).map(String),
  fc.constant(''),
  fc.string({ maxLength: 12, unit: 'grapheme' }),
);
const table = fc
  .array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 })
  .map((rows) => [['时间', '地点', '单位', '总人数', '任务数'], ...rows]);
const quote = (text: string) => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

test('no bytes whatever make the reading throw', () => {
  const starts = ['', 'PK\u0003\u0004', '单位,时间\n', '\uFEFF单位,任务\r\n', '\u00ff\u00fe'].map(
    (text) => Buffer.from(text),
  );
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), (start, rest) => {
      const read = previewPlan(Buffer.concat([start, rest]), 'x');
      if (read.ok) isAccountedFor(read.value);
    }),
    runs(5000),
  );
});

test('every row of a text file is accounted for, whatever stands in it', () => {
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const text = rows.map((cells) => cells.map(quote).join(',')).join(end);
      const read = previewPlan(Buffer.from(text), 'x');
      if (!read.ok) throw new Error(read.error);
      isAccountedFor(read.value);
      // A last line without any text is the end of the one before.
      const isEndless = rows.at(-1)?.join('') === '' && (rows.at(-1)?.length ?? 0) <= 1;
      expect(read.value.fileRows).toBe(isEndless ? rows.length - 1 : rows.length);
    }),
    runs(2000),
  );
});

test('every row of a workbook is accounted for, whatever stands in it and however it is merged', () => {
  const merge = fc.tuple(...Array.from({ length: 4 }, () => fc.nat(8)));
  fc.assert(
    fc.property(table, fc.array(merge, { maxLength: 4 }), (rows, merges) => {
      const sheet = utils.aoa_to_sheet(rows);
      sheet['!merges'] = merges.map(([r = 0, c = 0, height = 0, width = 0]) => ({
        s: { r: r + 1, c },
        e: { r: r + 1 + height, c: c + width },
      }));
      const book = utils.book_new();
      utils.book_append_sheet(book, sheet, 's');
      // Written as “buffer” it is one.
      const bytes = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
      const read = previewPlan(bytes, 'x');
      if (!read.ok) throw new Error(read.error);
      isAccountedFor(read.value);
    }),
    runs(200),
  );
});

test('a workbook with any byte changed is read or refused, and never throws', () => {
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['单位', '任务'],
      ['甲', 5],
    ]),
    's',
  );
  const whole = write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
      const changed = Buffer.from(whole);
      changed[at] = byte;
      const read = previewPlan(changed, 'x');
      if (read.ok) isAccountedFor(read.value);
    }),
    runs(300),
  );
});

test('any text of a time is understood as days that exist, or not at all', () => {
  const piece = fc.constantFrom(
    ...[
      '3',
      '12',
      '31',
      '月',
      '日',
      '第',
      '周',
      '上',
      '旬',
      '-',
      '/',
      '.',
      '2026',
      '年',
      '(',
      ')',
      '至',
      '十',
    ],
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 9 }),
      fc.integer({ min: 2020, max: 2040 }),
      (pieces, year) => {
        const read = readPeriod(pieces.join(''));
        if (!read) return;
        const { from, to } = spanOf(read.period, year);
        expect(from <= to).toBe(true);
        expect(from.slice(0, 4)).toBe(String(year));
      },
    ),
    runs(),
  );
});

test('no name is lost or doubled when units are told apart', () => {
  const name = fc.stringMatching(/^[甲乙丙丁戊]{1,4}局$/u);
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('、', '，', ';', '\n'),
      (names, by) => {
        const split = splitUnits(names.join(by));
        expect(split.units.map((unit) => unit.name)).toEqual(names);
        expect(splitUnits([...names, ...names].join(by))).toMatchObject({
          units: split.units,
          hadRepeats: true,
        });
      },
    ),
    runs(2000),
  );
});
