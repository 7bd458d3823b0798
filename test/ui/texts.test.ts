import { expect, it } from 'vitest';
import { createFormats } from '../../renderer/text/formats.ts';
import { failureSentence } from '../../renderer/text/failure-sentence.ts';
import { en } from '../../renderer/text/en.ts';
import type { TextKey } from '../../renderer/text/index.ts';
import { localDay } from '../../renderer/text/local-day.ts';
import { zhCN } from '../../renderer/text/zh-CN.ts';
import { refused } from '../../shared/contract/refusals.ts';

const keys = Object.keys(zhCN) as TextKey[];
const valuesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').toSorted();

it('both languages name the same values in every sentence', () => {
  for (const key of keys) expect([key, valuesIn(en[key])]).toEqual([key, valuesIn(zhCN[key])]);
});

it('no sentence is empty, and the English list holds nothing more', () => {
  for (const key of keys) {
    expect(zhCN[key].trim()).not.toBe('');
    expect(en[key].trim()).not.toBe('');
  }
  expect(Object.keys(en)).toHaveLength(keys.length);
});

it('every refusal says what to do: a sentence that ends', () => {
  for (const key of keys.filter((name) => name.startsWith('refusal.'))) {
    expect(zhCN[key]).toMatch(/。$/);
    expect(en[key]).toMatch(/[.]$/);
  }
});

it("a refusal's values are put as people read them", () => {
  const lot = failureSentence(refused('bag-lot-expired', { lot: 'B1', expiresOn: '2026-03-31' }));
  expect(lot).toEqual({
    key: 'refusal.bag-lot-expired',
    values: { lot: 'B1', expiresOn: { day: '2026-03-31' } },
  });
  expect(failureSentence(refused('din-used', { din: 'G123426654317' })).values).toEqual({
    din: 'G1234 26 654317',
  });
  expect(failureSentence(refused('wrong-step', { stage: 'test' })).values).toEqual({
    stage: { keys: ['stage.test'] },
  });
  expect(failureSentence(refused('role-missing', { roles: 'leader, tester' })).values).toEqual({
    roles: { keys: ['role.leader', 'role.tester'] },
  });
});

it('days, durations and sizes read naturally in both languages', () => {
  const chinese = createFormats('zh-CN');
  const english = createFormats('en');
  expect(chinese.day('2026-05-22')).toBe('2026年5月22日');
  expect(english.day('2026-05-22')).toBe('22 May 2026');
  expect(chinese.clock(Date.UTC(2026, 2, 18, 5, 42))).toBe('13:42');
  expect(localDay(Date.UTC(2026, 2, 18, 17))).toBe('2026-03-19');
  expect(chinese.duration(2 * 3_600_000 + 14 * 60_000)).toBe('2 小时 14 分钟');
  expect(english.duration(59_000)).toBe('0 min');
  expect(english.duration(-5)).toBe('0 min');
  expect(chinese.bytes(1_234_567)).toBe('1.2 MB');
});
