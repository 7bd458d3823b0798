import { describe, expect, it } from 'vitest';
import { idNumberCheckCharacter, parseIdNumber } from '../../shared/codes/id-number.ts';

const facts = (typed: string) => {
  const parsed = parseIdNumber(typed);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};

const refusal = (typed: string) => {
  const parsed = parseIdNumber(typed);
  return parsed.ok ? 'accepted' : parsed.error;
};

describe('a citizen identification number', () => {
  it('reads the sample of the standard', () => {
    expect(facts('11010519491231002X')).toEqual({
      number: '11010519491231002X',
      holder: 'resident',
      regionCode: '110105',
      birthDate: '1949-12-31',
      sex: 'female',
    });
  });

  it('reads the male sample, born in 1880', () => {
    expect(facts('440524188001010014')).toMatchObject({ birthDate: '1880-01-01', sex: 'male' });
  });

  it('reads a common test number and a Hong Kong residence permit', () => {
    expect(facts('53010219200508011X').sex).toBe('male');
    expect(facts('810000199408230021').holder).toBe('hong-kong-permit');
  });

  it('folds full-width digits, full-width and lower-case x, and spaces', () => {
    expect(facts('110105 19491231 002x').number).toBe('11010519491231002X');
    expect(facts('１１０１０５１９４９１２３１００２Ｘ').number).toBe('11010519491231002X');
    expect(facts('　１１０１０５１９４９１２３１００２ｘ').number).toBe('11010519491231002X');
  });

  it.each([
    ['', 'empty'],
    ['110105491231002', 'old-fifteen-digit-number'],
    ['1101051949123100', 'wrong-length'],
    ['11010519491231002XX', 'wrong-length'],
    ['1101051949123100X2', 'bad-character'],
    ['11010519491231OO2X', 'bad-character'],
    ['110105194902310026', 'impossible-date'],
    ['110105190002290021', 'impossible-date'],
    ['110105194912310021', 'check-character-wrong'],
  ])('refuses %s as %s', (typed, reason) => {
    expect(refusal(typed)).toBe(reason);
  });

  it('gives no check character for anything but seventeen digits', () => {
    expect(idNumberCheckCharacter('11010519491231002')).toBe('X');
    expect(idNumberCheckCharacter('1101051949123100')).toBeNull();
    expect(idNumberCheckCharacter('1101051949123100X')).toBeNull();
  });
});
