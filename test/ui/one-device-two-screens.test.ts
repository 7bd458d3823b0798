import { expect, test } from 'vitest';
import { type Weighing, weighingOf } from '../../renderer/screens/collection/view-model.ts';
import {
  hasBloodPressure,
  nothingExamined,
  repeating,
  withTyped,
} from '../../renderer/screens/examination/view-model.ts';

const scale: Weighing = {
  ...{ grams: 423, stable: true, volumeMl: 402, device: 'scale', frame: 'ST,+0423', atMs: 0 },
};

test('while two donors give, the one scale counts for nobody until somebody says whose bag lies on it', () => {
  expect(weighingOf(scale, null, 1)).toBe(scale);
  expect(weighingOf(scale, null, 2)).toBeNull();
  expect(weighingOf({ ...scale, volumeMl: 90 }, scale, 2)).toBe(scale);
});

test('a reading of the monitor never replaces a blood pressure that is there', () => {
  expect(hasBloodPressure(nothingExamined)).toBe(false);
  const typed = withTyped(nothingExamined, 'systolicMmHg', 152);
  expect(hasBloodPressure(typed)).toBe(true);
  expect(hasBloodPressure(repeating(typed.vitals))).toBe(false);
});
