import { describe, expect, it } from 'vitest';
import {
  flagsType3,
  mod37Character,
  mod37Value,
} from '../../shared/codes/isbt128/check-character.ts';
import { formatDin, parseScannedDin, parseTypedDin } from '../../shared/codes/isbt128/din.ts';
import { labelKindOfFlags } from '../../shared/codes/isbt128/flags.ts';

const scanned = (text: string) => {
  const parsed = parseScannedDin(text);
  return parsed.ok ? parsed.value : parsed.error;
};
const typed = (text: string) => {
  const parsed = parseTypedDin(text);
  return parsed.ok ? parsed.value : parsed.error;
};

describe('the check character of a donation number', () => {
  it.each([
    ['G123417654321', 10, 'A', '70'],
    ['A999921123456', 3, '3', '63'],
    ['A999818123456', 23, 'N', '83'],
    ['W000009123456', 16, 'G', '76'],
    ['G123498654321', 17, 'H', '77'],
  ])('of %s is %i, %s, flags %s', (din, value, character, flags) => {
    expect(mod37Value(din)).toBe(value);
    expect(mod37Character(din)).toBe(character);
    expect(flagsType3(din)).toBe(flags);
  });

  it.each([
    ['3000505', 'B'],
    ['3000509', '3'],
    ['2210579', 'H'],
    ['8332514', 'B'],
    ['7432269', 'W'],
  ])('of the older number %s is %s', (number, character) => {
    expect(mod37Character(number)).toBe(character);
  });

  it('does not exist for a number with a character it has no value for', () => {
    expect(mod37Value('G1234-7654321')).toBeNull();
    expect(mod37Value('g123417654321')).toBeNull();
  });
});

describe('a scanned donation number', () => {
  it('reads the worked example of the standard, its flags carrying the check value', () => {
    expect(scanned('=G12341765432170')).toEqual({
      din: 'G123417654321',
      flags: '70',
      kind: 'check-digits',
      form: 'isbt128',
    });
  });

  it('tells the label of the set by the flags', () => {
    expect(scanned('=W00000912345602')).toMatchObject({ kind: 'satellite-bag' });
    expect(scanned('=A99991712345600')).toMatchObject({ kind: 'bag' });
    expect(['06', '07', '08', '09', '19', '20', '97', 'AB'].map(labelKindOfFlags)).toEqual([
      'pilot-tube',
      'test-tube',
      'donor-record',
      'nat-tube',
      'satellite-bag',
      'local',
      'reserved',
      'reserved',
    ]);
  });

  it('takes off the AIM identifier a scanner may put first', () => {
    expect(scanned(']C0=A99991712345600')).toMatchObject({ din: 'A999917123456' });
    expect(scanned(']d1=A99991712345600')).toMatchObject({ din: 'A999917123456' });
  });

  it('reads the local form of fifteen digits', () => {
    expect(scanned('=023456789012300')).toMatchObject({ din: '0234567890123', form: 'local' });
    expect(scanned('=123456789012345')).toMatchObject({ din: '1234567890123', flags: '45' });
  });

  it.each([
    ['', 'empty'],
    ['A99991712345600', 'no-data-identifier'],
    ['=%6200', 'other-data-structure'],
    ['=<E0306V00', 'other-data-structure'],
    ['&>0183652359', 'other-data-structure'],
    ['=', 'wrong-length'],
    ['=A9999171234560', 'wrong-length'],
    ['=A999917123456000', 'wrong-length'],
    ['=O99991712345600', 'bad-character'],
    ['=a99991712345600', 'bad-character'],
    ['=A9O991712345600', 'bad-character'],
    ['=A999917123456O0', 'bad-character'],
    ['=G12341765432171', 'flags-check-wrong'],
  ])('refuses %s as %s', (text, reason) => {
    expect(scanned(text)).toBe(reason);
  });
});

describe('a typed donation number', () => {
  it('is accepted with its check character, however it is spaced', () => {
    expect(typed('G1234 17 654321 A')).toBe('G123417654321');
    expect(typed('g123417654321a')).toBe('G123417654321');
    expect(typed('Ｇ１２３４　１７　６５４３２１　Ａ')).toBe('G123417654321');
  });

  it.each([
    ['', 'empty'],
    ['G1234 17 654321', 'check-character-missing'],
    ['G1234 17 65432', 'wrong-length'],
    ['G1234 17 654321 B', 'check-character-wrong'],
    ['G1243 17 654321 A', 'check-character-wrong'],
    ['G12B4 17 654321 A', 'bad-character'],
    ['G1234 17 654321 ?', 'bad-character'],
  ])('%s is refused as %s', (text, reason) => {
    expect(typed(text)).toBe(reason);
  });

  it('prints in groups with the check character beside it', () => {
    const parsed = parseTypedDin('A999818123456N');
    if (!parsed.ok) throw new Error(parsed.error);
    expect(formatDin(parsed.value)).toEqual({ spaced: 'A9998 18 123456', check: 'N' });
  });
});
