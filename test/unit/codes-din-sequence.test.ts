import { describe, expect, it } from 'vitest';
import { type Din, parseBareDin } from '../../shared/codes/isbt128/din.ts';
import { createDinRange, dinAt, indexInRange } from '../../shared/codes/isbt128/din-sequence.ts';

const din = (text: string): Din => {
  const parsed = parseBareDin(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};

describe('a range of donation numbers', () => {
  it('counts from its first number and finds each again', () => {
    const range = createDinRange(din('A999926000098'), 5);
    if (!range.ok) throw new Error(range.error);
    expect(dinAt(range.value, 0)).toEqual({ ok: true, value: 'A999926000098' });
    expect(dinAt(range.value, 4)).toEqual({ ok: true, value: 'A999926000102' });
    expect(dinAt(range.value, 5)).toEqual({ ok: false, error: 'outside-range' });
    expect(dinAt(range.value, -1)).toEqual({ ok: false, error: 'outside-range' });
    expect(dinAt(range.value, 0.5)).toEqual({ ok: false, error: 'outside-range' });
    expect(indexInRange(range.value, din('A999926000102'))).toBe(4);
    expect(indexInRange(range.value, din('A999926000103'))).toBeNull();
    expect(indexInRange(range.value, din('A999926000097'))).toBeNull();
    expect(indexInRange(range.value, din('A999927000100'))).toBeNull();
    expect(indexInRange(range.value, din('A999826000100'))).toBeNull();
  });

  it('never counts on into the next year', () => {
    expect(createDinRange(din('A999926999999'), 1).ok).toBe(true);
    expect(createDinRange(din('A999926999999'), 2)).toEqual({
      ok: false,
      error: 'range-crosses-year',
    });
    const tooLong = { firstDin: din('A999926999999'), count: 9 };
    expect(dinAt(tooLong, 1)).toEqual({ ok: false, error: 'outside-range' });
  });

  it('is never empty', () => {
    expect(createDinRange(din('A999926000001'), 0)).toEqual({ ok: false, error: 'range-empty' });
    expect(createDinRange(din('A999926000001'), 1.5)).toEqual({ ok: false, error: 'range-empty' });
  });
});
