import { describe, expect, it } from 'vitest';
import { parseBareDin } from '../../shared/codes/isbt128/din.ts';
import {
  createLocalNumber,
  createLocalNumbers,
  type LocalNumberFile,
  localNumberText,
  readLocalNumber,
} from '../../shared/codes/local-number.ts';
import { identifyScan } from '../../shared/codes/scan.ts';

const file = (template: string, facilities: string[] = []): LocalNumberFile => ({
  ...{ name: 'station', template, facilities },
  ...{ source: 'test', mark: 'M', confirm: true },
});
const made = (template: string, facilities: string[] = []) => {
  const pattern = createLocalNumber(file(template, facilities));
  if (!pattern.ok) throw new Error(pattern.error);
  return pattern.value;
};
const bare = (text: string) => {
  const din = parseBareDin(text);
  if (!din.ok) throw new Error(din.error);
  return din.value;
};

describe("a station's own form of the donation number", () => {
  it('is read into thirteen digits and written back', () => {
    const pattern = made('####yynnnnnn', ['3406']);
    expect(readLocalNumber(pattern, '340626000123')).toEqual({
      ...{ din: '0340626000123', flags: '00', kind: 'bag', form: 'local' },
    });
    expect(localNumberText(pattern, bare('0340626000123'), '00')).toBe('340626000123');
    expect(localNumberText(pattern, bare('0340626000123'), '07')).toBeNull();
    expect(localNumberText(pattern, bare('1340626000123'), '00')).toBeNull();
  });

  it('may carry letters, flags and a facility that is not printed', () => {
    const pattern = made("'HB'-yynnnnn/ff", ['12']);
    expect(readLocalNumber(pattern, 'HB-2600042/07')).toMatchObject({
      ...{ din: '0001226000042', flags: '07', kind: 'test-tube' },
    });
    expect(localNumberText(pattern, bare('0001226000042'), '07')).toBe('HB-2600042/07');
    expect(localNumberText(pattern, bare('0001226100042'), '07')).toBeNull();
  });

  it.each(['34062600012', '3406260001234', '34062600012X', '990126000123', '３40626000123'])(
    'is not %s',
    (text) => expect(readLocalNumber(made('####yynnnnnn', ['3406']), text)).toBeNull(),
  );

  it('is one more kind of donation number at every screen', () => {
    const locals = [made("'HB'-yynnnnn/ff", ['12'])];
    expect(identifyScan(']C0HB-2600042/07', locals)).toMatchObject({
      kind: 'din',
      label: { din: '0001226000042', form: 'local' },
    });
    expect(identifyScan('HB-2600042/07')).toMatchObject({ kind: 'unknown' });
    expect(identifyScan('=023456789012300', locals)).toMatchObject({ label: { form: 'local' } });
  });

  it.each([
    ['####yynnnnnn', [], 'nothing-tells-it-apart'],
    ['yynnnnnn', [], 'one-facility-needed'],
    ['=####yynnnnnn', ['3406'], 'begins-like-isbt-128'],
    ['&####yynnnnnn', ['3406'], 'begins-like-isbt-128'],
    ['HByynnnnnn', ['1'], 'letter-not-quoted'],
    ["'HByynnnnnn", ['1'], 'quote-not-closed'],
    ['###nnyynnnn', ['340'], 'part-in-two-pieces'],
    ['####ynnnnnn', ['3406'], 'year-not-two-digits'],
    ['####yynnnnnnn', ['3406'], 'sequence-not-one-to-six-digits'],
    ['######yynn', ['340600'], 'facility-longer-than-five-digits'],
    ['####yynnnnf', ['3406'], 'flags-not-two-digits'],
    ['####yynnnnnn', ['34'], 'facility-of-other-length'],
    ['#yynn', ['3'], 'length-not-8-to-40'],
  ])('a template %s is refused when it is loaded as %s', (template, facilities, problem) => {
    expect(createLocalNumber(file(template, facilities))).toEqual({ ok: false, error: problem });
  });

  it('two templates that could read the same text are refused together', () => {
    const twins = [file('####yynnnnnn', ['3406']), file('1###yynnnnnn', ['340'])];
    expect(createLocalNumbers(twins)).toMatchObject({
      error: { problem: 'reads-the-same-text-as-another' },
    });
    expect(createLocalNumbers([twins[0]!, file("'A'###yynnnnnn", ['340'])]).ok).toBe(true);
  });
});
