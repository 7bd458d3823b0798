import { describe, expect, it } from 'vitest';
import { codesOf, DRAFT, GB, healthyMan, judge, on } from '../support/screening-facts.ts';

const bornOn = (birthDate: string, donor: Partial<typeof healthyMan.donor> = {}) => ({
  ...healthyMan,
  donor: { ...healthyMan.donor, birthDate, ...donor },
});
const repeat = { firstTime: false, previousReaction: false, asksToDonate: true };

describe('age on the donation day (7.1)', () => {
  it('the eighteenth birthday is the first day', () => {
    expect(judge(bornOn('2008-03-15')).kind).toBe('eligible');
    expect(judge(bornOn('2008-03-16'))).toMatchObject({
      kind: 'deferred',
      reasons: [{ code: 'age-below-minimum', until: '2026-03-16' }],
    });
  });

  it('someone born on 29 February comes of age on 1 March', () => {
    const leapling = bornOn('2008-02-29');
    expect(judge(on(leapling, '2026-02-28')).kind).toBe('deferred');
    expect(judge(on(leapling, '2026-03-01')).kind).toBe('eligible');
  });

  it('55 is within the ordinary range through the year, or until the birthday, as the station reads it', () => {
    const max = { ...GB.age.max, reading: 'before-birthday' as const };
    const strict = { ...GB, age: { ...GB.age, max } };
    const turned55 = bornOn('1971-03-15');
    expect(judge(turned55, GB).kind).toBe('eligible');
    expect(codesOf(judge(turned55, strict))).toContain('age-extension-not-met');
    expect(judge(bornOn('1971-03-16'), strict).kind).toBe('eligible');
    expect(codesOf(judge(bornOn('1970-03-15'), GB))).toContain('age-extension-not-met');
  });

  it('60 ends the day before the birthday, or with the year, as the station reads it', () => {
    const { extension } = GB.age;
    if (!extension) throw new Error('the standard has an extension');
    const limit = { ...extension.limit, reading: 'through-age' as const };
    const lenient = { ...GB, age: { ...GB.age, extension: { ...extension, limit } } };
    expect(judge(bornOn('1966-03-16', repeat)).kind).toBe('eligible');
    expect(judge(bornOn('1966-03-15', repeat))).toMatchObject({
      kind: 'deferred-permanently',
      reasons: [{ code: 'age-above-maximum', placesDeferral: false }],
    });
    expect(judge(bornOn('1966-03-15', repeat), lenient).kind).toBe('eligible');
    expect(judge(bornOn('1965-03-16', repeat), lenient).kind).toBe('eligible');
    expect(judge(bornOn('1965-03-15', repeat), lenient).kind).toBe('deferred-permanently');
  });

  it.each([
    [{ ...repeat, firstTime: true }, 'age-extension-not-met', 'deferred-permanently'],
    [{ ...repeat, previousReaction: true }, 'age-extension-not-met', 'deferred-permanently'],
    [{ ...repeat, firstTime: null }, 'missing-first-time', 'incomplete'],
    [{ ...repeat, previousReaction: null }, 'missing-previous-reaction', 'incomplete'],
    [{ ...repeat, asksToDonate: false }, 'age-extension-not-asked', 'incomplete'],
  ] as const)('beyond 55 each condition counts: %j', (donor, code, kind) => {
    const decision = judge(bornOn('1968-01-01', donor));
    expect(decision.kind).toBe(kind);
    expect(codesOf(decision)).toEqual([code]);
  });

  it('the draft of the law goes through 65 without conditions', () => {
    expect(judge(bornOn('1960-03-16'), DRAFT).kind).toBe('eligible');
    expect(judge(bornOn('1960-03-15'), DRAFT).kind).toBe('deferred-permanently');
  });

  it('a waiting time that ends beyond the last possible age is never', () => {
    const old = {
      ...bornOn('1966-06-01', repeat),
      history: [{ date: '2026-01-01', type: 'whole-blood' as const, volumeMl: 400 }],
    };
    expect(judge(old).earliest).toEqual([
      { type: 'whole-blood', kind: 'never', date: null },
      { type: 'apheresis-platelets', kind: 'on', date: '2026-04-01' },
    ]);
  });
});
