import { describe, expect, it } from 'vitest';
import { scaleFeed, scaleInitial } from '../../shared/codec/scale.ts';
import { type ScaleFormat, scaleFormat } from '../../shared/codec/scale-format.ts';
import { deviceTables, scaleFormatOf } from '../support/device-tables.ts';

const weigh = (format: ScaleFormat, text: string) =>
  scaleFeed(format, scaleInitial, new TextEncoder().encode(text)).events;

/** A made-up mixer: `M01234;0052.3;S` with its serial number, grams without a unit, and a line that greets. */
const mixer = scaleFormat.parse({
  id: 'test-mixer',
  name: { zh: '测试', en: 'Test' },
  source: 'this test',
  layout: { kind: 'separated', by: ';', stability: 2, value: 1, device: 0 },
  stability: { kind: 'flag', stable: ['S'], moving: ['D'], overload: ['H'] },
  unit: 'g',
  decimals: 0,
  ignore: ['READY'],
});
const columns = scaleFormat.parse({
  ...mixer,
  id: 'test-columns',
  layout: {
    kind: 'columns',
    stability: { at: 0, length: 1 },
    value: { at: 2, length: 7 },
    device: { at: 10, length: 4 },
  },
  stability: { kind: 'flag', stable: ['='], moving: ['?'], overload: ['^'] },
  decimals: 1,
  ignore: [],
});

describe('a table of field positions', () => {
  it('reads fields between separators, with the serial number of the device', () => {
    expect(weigh(mixer, 'READY\r\nM01234;523.4;S\r\nM01234;498.0;D\r\nM01234;0;H\r\n')).toEqual([
      { kind: 'weight', grams: 523.4, isStable: true, serial: 'M01234', raw: 'M01234;523.4;S' },
      { kind: 'weight', grams: 498, isStable: false, serial: 'M01234', raw: 'M01234;498.0;D' },
      { kind: 'overload' },
    ]);
  });

  it('reads fixed columns and a decimal point that is not written', () => {
    expect(weigh(columns, '= 0005234 B-17\r\n?  -  120 B-17\r\n')).toMatchObject([
      { grams: 523.4, isStable: true, serial: 'B-17' },
      { grams: -12, isStable: false },
    ]);
  });

  it('gives no weight from a line that does not fit it', () => {
    const other = weigh(mixer, 'M01234;523.4;X\r\nM01234;abc;S\r\nhello\r\n;;;;\r\n');
    expect(other).toEqual(new Array(4).fill({ kind: 'garbage', reason: 'not-a-reading' }));
  });
});

describe('a scale without a flag', () => {
  const format = scaleFormatOf('value-only');
  const steady = (text: string) =>
    weigh(format, text).map((event) => event.kind === 'weight' && event.isStable);

  it('stands still after four readings that differ by half a gram at most', () => {
    expect(steady('100\r\n437.4\r\n437.5\r\n437.6\r\n437.9\r\n437.9\r\n')).toEqual([
      ...[false, false, false, false, true, true],
    ]);
  });

  it('does not take a slow flow for standing still', () => {
    const slow = Array.from({ length: 12 }, (_, at) => `${400 + at * 0.3} g\r\n`).join('');
    expect(steady(slow)).not.toContain(true);
  });

  it('begins to count again behind a line that is no reading', () => {
    expect(steady('437\r\n437\r\n437\r\n???\r\n437\r\n')).toEqual([
      ...[false, false, false, false, false],
    ]);
  });
});

it('every table that ships has an id, both names and its source', () => {
  expect(deviceTables.scaleFormats.map(({ id }) => id)).toEqual(['generic', 'value-only']);
  for (const { source, name } of deviceTables.scaleFormats) {
    expect([source, name.zh, name.en].every((text) => text.length > 3)).toBe(true);
  }
});
