import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usCharacter } from '../../renderer/scan/us-keyboard.ts';
import { judgeComposed, judgeTyped } from '../../renderer/scan/wrong-layout.ts';

const DIN = '=A99992612345600';

/** What a US scanner's keys give on a keyboard, by the characters that differ there. */
const on = (differing: Readonly<Record<string, string>>, code: string): string =>
  [...code].map((character) => differing[character] ?? character).join('');

const german = { '=': '\ufffd', '&': '/', '<': ';', '>': ':', '-': 'ß', Y: 'Z', Z: 'Y' };
const french = {
  ...{ '1': '&', '2': 'é', '3': '"', '4': "'", '5': '(', '6': '-', '7': 'è', '8': '_', '9': 'ç' },
  ...{ '0': 'à', A: 'Q', Q: 'A', '&': '7', '%': '5' },
};

describe('a code that a keyboard types', () => {
  it('is taken when it arrives as ISBT 128 has it, whatever the keys were', () => {
    expect(judgeTyped(DIN, DIN)).toEqual({ kind: 'code', text: DIN });
    // Scanner and computer are both set to German: the places differ, the characters do not.
    expect(judgeTyped(DIN, ')A99992612345600')).toEqual({ kind: 'code', text: DIN });
  });

  it.each([
    ['German', german],
    ['French', french],
  ])('is refused with the reason on a %s keyboard, never mended', (_, differing) => {
    const judged = judgeTyped(on(differing, DIN), DIN);
    expect(judged).toMatchObject({ kind: 'changed', cause: 'layout' });
    expect(JSON.stringify(judged)).not.toContain('A99992612345600');
  });

  it('is refused on those keyboards also when the places of the keys are not told', () => {
    expect(judgeTyped(on({ ...german, '=': '´' }, DIN), null)).toMatchObject({ kind: 'changed' });
    expect(judgeTyped(on(french, DIN), null)).toMatchObject({ kind: 'changed' });
  });

  it('is refused with Caps Lock on, and says so', () => {
    expect(judgeTyped(DIN.toLowerCase(), DIN)).toMatchObject({
      ...{ kind: 'changed', cause: 'caps-lock', sent: 'A', arrived: 'a' },
    });
  });

  it('is refused in full-width characters, and says so', () => {
    expect(judgeTyped('＝Ａ９９９９２６１２３４５６００', null)).toMatchObject({
      ...{ kind: 'changed', cause: 'full-width', sent: '=', arrived: '＝' },
    });
  });

  it('without anything of ISBT 128 is refused only for characters no scanner sends', () => {
    expect(judgeTyped('T-04', 'T-04')).toEqual({ kind: 'code', text: 'T-04' });
    expect(judgeTyped('Tß04', 'T-04')).toMatchObject({ kind: 'changed', sent: '-', arrived: 'ß' });
  });

  it('that went into an input method is known by its keys; pinyin is a person', () => {
    expect(judgeComposed(DIN)).toMatchObject({ kind: 'changed', cause: 'input-method' });
    expect(judgeComposed('wangfang')).toBeNull();
  });

  it('gives a judgement for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.option(fc.string()), (typed, us) => {
        expect(['code', 'changed']).toContain(judgeTyped(typed, us).kind);
      }),
    );
  });
});

it('the places of the keys give what a US keyboard would', () => {
  const press = (code: string, shift = false) => usCharacter(code, shift);
  expect([press('Equal'), press('Digit5', true), press('Digit7', true)]).toEqual(['=', '%', '&']);
  expect([press('Comma', true), press('Period', true)]).toEqual(['<', '>']);
  expect([press('KeyA', true), press('KeyZ'), press('Digit0')]).toEqual(['A', 'z', '0']);
  expect([press('F5'), press('Enter'), press('')]).toEqual([null, null, null]);
});
