import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadLabelDesigns } from '../../electron/core/label-designs.ts';
import { breakLines } from '../../shared/label/break-lines.ts';
import { moduleDots } from '../../shared/label/dots.ts';
import { layOut } from '../../shared/label/layout.ts';
import { readDesign } from '../../shared/label/read-design.ts';
import { fieldsOf, labelCases, labelInk, ordinaryName, shippedDesigns } from '../support/labels.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const resources = join(import.meta.dirname, '..', '..', 'resources');

const bars = { kind: 'code128', data: '{test.code}', at: [1, 5], size: [48, 9] };
const words = { kind: 'text', text: '{test.code}', at: [1, 15], size: [48, 4], heightMm: 3 };
const design = (elements: readonly object[], over: object = {}): unknown => ({
  schemaVersion: 1,
  id: 'own',
  title: { zh: '自己的', en: 'Own' },
  prints: 'test',
  medium: { widthMm: 50, heightMm: 25, gapMm: 2 },
  elements,
  ...over,
});
const refusal = (value: unknown): string => {
  const read = readDesign('own.json', value);
  return read.ok ? 'no refusal' : read.error;
};

describe('a label design', () => {
  it('is taken when it is sound', () => {
    expect(readDesign('own.json', design([bars, words])).ok).toBe(true);
  });

  it.each([
    ['without a schema version', { prints: 'test' }, /^own\.json\.schemaVersion: /],
    ['of an element nobody knows', design([{ kind: 'qr' }]), /^own\.json\.elements\[0\]\.kind: /],
    [
      'with a word where a number belongs',
      design([{ ...words, heightMm: '3' }]),
      /^own\.json\.elements\[0\]\.heightMm: /,
    ],
    ['with a property it mistyped', design([{ ...words, hight: 3 }]), /^own\.json\.elements\[0\]/],
    [
      'of a field that this label does not have',
      design([words, { ...words, text: '{donor.name}' }]),
      /^own\.json\.elements\[1\]: there is no field \{donor\.name\}; there are .*test\.code/,
    ],
    [
      'with a condition on such a field',
      design([{ ...words, when: { 'label.kind': ['bag'] } }]),
      /^own\.json\.elements\[0\]: there is no field \{label\.kind\}/,
    ],
    [
      'that reaches beyond the label',
      design([{ ...words, size: [50, 4] }]),
      /^own\.json\.elements\[0\]: it reaches beyond the label/,
    ],
    [
      'whose bars have no room for their white',
      design([{ ...bars, size: [30, 9] }]),
      /^own\.json\.elements\[0\]: the barcode cannot be printed at 203 dpi: barcode-too-wide/,
    ],
    [
      'whose bars are too low to scan',
      design([{ ...bars, size: [48, 4] }]),
      /^own\.json\.elements\[0\]: the barcode cannot be printed at 203 dpi: barcode-too-low/,
    ],
    [
      'of a set that does not say whose label it is',
      design([{ ...words, text: '{din.spaced}' }], { prints: 'din' }),
      /^own\.json\.kinds: /,
    ],
  ])('%s is refused with its file and place', (_, value, sentence) => {
    expect(refusal(value)).toMatch(sentence);
  });

  it('of the station replaces the one of the same file name, and a bad one replaces it with its sentence', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'labels'));
    const put = (name: string, text: string) => writeFileSync(join(folder, 'labels', name), text);
    put('printer-test.json', JSON.stringify(design([bars])));
    put('staff-badge.json', '{ "schemaVersion": 1,');
    const designs = loadLabelDesigns(resources, folder);
    const test = designs.find('test');
    expect(test.ok && test.value.id).toBe('own');
    const badge = designs.find('badge');
    expect(badge.ok ? '' : badge.error).toMatch(/^staff-badge\.json: SyntaxError/);
    expect(designs.find('bag').ok).toBe(true);
  });
});

describe('the layout of a label', () => {
  const place = (elements: readonly object[], stationName = ordinaryName) => {
    const read = readDesign('own.json', design(elements));
    if (!read.ok) throw new Error(read.error);
    const fields = { 'test.code': 'TEST-3F7A09', 'station.name': stationName };
    return layOut(read.value, fields, 203, labelInk());
  };
  const name = { ...words, text: '{station.name}' };

  it('has modules of whole dots, not below 0.25 mm', () => {
    expect(([203, 300, 600] as const).map(moduleDots)).toEqual([2, 3, 6]);
  });

  it('refuses a character the font does not have, by name', () => {
    expect(place([name], '𬭎山血站')).toEqual({
      ok: false,
      error: { design: 'own', element: 0, kind: 'character-not-in-font', character: '𬭎' },
    });
  });

  it('refuses words without room, and shrinks or breaks them when the design allows', () => {
    const long = '新疆维吾尔自治区巴音郭楞蒙古自治州中心血站';
    expect(place([name], long)).toMatchObject({ ok: false, error: { kind: 'text-too-long' } });
    expect(place([{ ...name, heightMinMm: 2 }], long).ok).toBe(true);
    const tall = { ...name, size: [48, 8], lines: 2 };
    const broken = place([tall], long);
    expect(broken.ok && broken.value.placed).toHaveLength(2);
  });

  it('refuses what covers a barcode or its white', () => {
    const covering = { ...words, at: [1, 8], size: [20, 4], align: 'left' };
    expect(place([bars, covering])).toMatchObject({
      ok: false,
      error: { kind: 'barcode-covered', element: 1 },
    });
  });

  it('draws nothing of words that came out empty, not even their frame', () => {
    const framed = place([{ ...name, frameMm: 0.3 }, bars], '');
    expect(framed.ok && framed.value.placed.map(({ kind }) => kind)).toEqual(['bars']);
  });

  it('is the same each time, so that a job need only keep its hash', () => {
    for (const each of labelCases) {
      const fields = fieldsOf(each, ordinaryName);
      const [one, two] = [1, 2].map(() => layOut(each.design, fields, 300, labelInk()));
      expect(one).toEqual(two);
    }
  });
});

it('every label of the station’s set has a design, and one only', () => {
  const kinds = shippedDesigns.all.flatMap((each) => each.kinds ?? []);
  expect(kinds.toSorted()).toEqual([
    'bag',
    'donor-record',
    'nat-tube',
    'pilot-tube',
    'satellite-bag',
    'test-tube',
  ]);
});

it('lines break between Chinese characters and never inside a number, and are about equally long', () => {
  const measure = (text: string) => text.length;
  expect(breakLines('采血日期2026-11-20，已核对', 3, 12, measure)).toEqual([
    '采血日期',
    '2026-11-20，',
    '已核对',
  ]);
  expect(breakLines('新疆维吾尔自治区中心血站', 2, 11, measure)).toEqual([
    '新疆维吾尔自',
    '治区中心血站',
  ]);
  expect(breakLines('2026-11-20', 2, 6, measure)).toBeNull();
});
