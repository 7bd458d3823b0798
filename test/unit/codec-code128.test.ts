import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code128Field } from '../../shared/codec/code128.ts';
import { code128Modules, code128Values, code128Widths } from '../../shared/codec/code128-symbol.ts';

const printable = fc.string({
  unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 40,
});

describe('a Code 128 field', () => {
  it('escapes what the printer would take as an escape or a command', () => {
    expect(code128Field('=>260315^~AB')).toMatchObject({
      mode: 'N',
      fieldData: '>:=>0260315><>=AB',
    });
  });

  it('does not exist for an empty text or a character it cannot hold', () => {
    expect(code128Field('')).toBeNull();
    expect(code128Field('血')).toBeNull();
    expect(code128Field('a\r')).toBeNull();
  });
});

describe('a Code 128 symbol', () => {
  it('packs runs of four digits and more two by two', () => {
    // Start B, =, A, code C, seven pairs.
    expect(code128Values('=A99992600000100')).toEqual([104, 29, 33, 99, 99, 99, 26, 0, 0, 1, 0]);
    expect(code128Values('12345')).toEqual([105, 12, 34, 100, 21]);
    expect(code128Values('A12345')).toEqual([104, 33, 17, 99, 23, 45]);
    expect(code128Values('A123B')).toEqual([104, 33, 17, 18, 19, 34]);
  });

  it('is as wide as its symbols say, and never wider than the field reserves', () => {
    fc.assert(
      fc.property(printable, (text) => {
        const width = code128Widths(text).reduce((sum, each) => sum + each, 0);
        expect(width).toBe(code128Modules(code128Values(text).length));
        expect(width).toBeLessThanOrEqual(code128Field(text)?.modulesMax ?? 0);
      }),
    );
  });
});
