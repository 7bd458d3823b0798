import { expect, test } from 'vitest';
import { setAsideBy } from '../../renderer/screens/decision/view-model.ts';
import type { VisitDetail } from '../../shared/contract/visit.ts';

const given = { reason: 'pulse-high', role: 'examiner', note: '刚上楼', value: 104 };
const visit = (...barring: string[]) =>
  // Only these fields are asked.
  ({
    overrides: [given],
    decision: { reasons: barring.map((code) => ({ code })) },
  }) as unknown as Pick<VisitDetail, 'overrides' | 'decision'>;

test('a reason that counts again is not shown as set aside', () => {
  expect(setAsideBy(visit(), 'pulse-high')).toEqual(given);
  expect(setAsideBy(visit('pulse-high'), 'pulse-high')).toBeUndefined();
  expect(setAsideBy(visit(), 'alcohol')).toBeUndefined();
});
