import { expect, test } from 'vitest';
import { strokesUnder } from '../../renderer/parts/signature.ts';

test('a signature is gone once what stands above it has changed', () => {
  const answers = { one: 'no' };
  const signed = { strokes: [[{ x: 1, y: 1 }]], under: answers };
  expect(strokesUnder(null, answers)).toEqual([]);
  expect(strokesUnder(signed, answers)).toBe(signed.strokes);
  expect(strokesUnder(signed, { ...answers, one: 'yes' })).toEqual([]);
});
