import { describe, expect, it } from 'vitest';
import { readIdCard } from '../../shared/codec/id-card-layout.ts';
import { cardText } from '../support/card-text.ts';

type Fields = readonly (readonly [number, number, string])[];

const resident: Fields = [
  [0, 30, '张秀英'],
  [30, 2, '2'],
  [32, 4, '01'],
  [36, 16, '19491231'],
  [52, 70, '北京市朝阳区建国门外大街1号'],
  [122, 36, '11010519491231002X'],
  [158, 30, '北京市公安局朝阳分局'],
  [188, 16, '20160105'],
  [204, 16, '长期'],
];
const withField = (fields: Fields, at: number, text: string): Uint8Array =>
  cardText(fields.map((field) => (field[0] === at ? [at, field[1], text] : field)));

describe('the text of a card', () => {
  it('is read from a resident card', () => {
    expect(readIdCard(cardText(resident))).toEqual({
      ok: true,
      value: {
        layout: 'resident',
        name: '张秀英',
        englishName: null,
        sex: 'female',
        nationCode: '01',
        birthDate: '1949-12-31',
        address: '北京市朝阳区建国门外大街1号',
        number: '11010519491231002X',
        issuer: '北京市公安局朝阳分局',
        validFrom: '2016-01-05',
        validTo: null,
        permitNumber: null,
        issueCount: null,
        countryCode: null,
      },
    });
  });

  it('keeps surrogate pairs and private-use characters of rare names unit for unit', () => {
    const rare = '\u{20BB7}\uE864\uD842明';
    const card = readIdCard(withField(resident, 0, rare));
    expect(card.ok && card.value.name).toBe(rare);
  });

  it('is read from a Hong Kong, Macau or Taiwan residence permit', () => {
    const fields: Fields = [
      [0, 30, '陈大文'],
      [30, 2, '2'],
      [36, 16, '19940823'],
      [52, 70, '广东省深圳市福田区'],
      [122, 36, '810000199408230021'],
      [158, 30, '深圳市公安局'],
      [188, 16, '20200601'],
      [204, 16, '20250601'],
      [220, 18, 'H12345678'],
      [238, 4, '01'],
      [248, 2, 'J'],
    ];
    expect(readIdCard(cardText(fields))).toMatchObject({
      ok: true,
      value: {
        layout: 'hk-macau-taiwan',
        nationCode: null,
        permitNumber: 'H12345678',
        issueCount: '01',
        validTo: '2025-06-01',
      },
    });
  });

  it('is read from a foreigner card of 2017', () => {
    const fields: Fields = [
      [0, 120, 'DOE, JANE ALEXANDRA'],
      [120, 2, '2'],
      [122, 30, 'CAN110081080310'],
      [152, 6, 'CAN'],
      [158, 30, '杜珍'],
      [188, 16, '20180101'],
      [204, 16, '20280101'],
      [220, 16, '19810803'],
      [236, 4, '01'],
      [240, 8, '1500'],
      [248, 2, 'I'],
    ];
    expect(readIdCard(cardText(fields))).toMatchObject({
      ok: true,
      value: { layout: 'foreigner-2017', number: 'CAN110081080310', birthDate: '1981-08-03' },
    });
  });

  it('is read from a foreigner card of 2023, its long name from two places', () => {
    const fields: Fields = [
      [0, 30, '杜珍'],
      [30, 2, '2'],
      [32, 4, '00'],
      [36, 16, '19810803'],
      [52, 70, 'A'.repeat(35)],
      [122, 36, '911124198108030024'],
      [188, 16, '20240101'],
      [204, 16, '20340101'],
      [220, 22, 'B'.repeat(11)],
      [242, 6, '124'],
      [248, 2, 'Y'],
    ];
    expect(readIdCard(cardText(fields))).toMatchObject({
      ok: true,
      value: {
        layout: 'foreigner-2023',
        englishName: 'A'.repeat(35) + 'B'.repeat(11),
        countryCode: '124',
      },
    });
  });

  it.each([
    [withField(resident, 0, ''), 'name-missing'],
    [withField(resident, 36, '19490230'), 'birth-date-wrong'],
    [withField(resident, 36, '19491230'), 'birth-date-wrong'],
    [withField(resident, 122, '110105194912310021'), 'number-wrong'],
    [withField(resident, 188, ''), 'validity-wrong'],
    [withField(resident, 204, '20261301'), 'validity-wrong'],
    [cardText([...resident, [248, 2, 'Q']]), 'layout-unknown'],
    [new Uint8Array(255), 'text-length-wrong'],
  ])('is refused by name when it does not check (%#)', (text, reason) => {
    expect(readIdCard(text)).toEqual({ ok: false, error: reason });
  });
});
