import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { runMany } from '../../scripts/histories/run-many.ts';

/** Seeds whose histories once showed a mistake, of the product or of a planted one, and some that go far. */
const known = [29, 34, 200, 5000, 5025, 5045, 5049];
const freshCount = 500;

const told = ({
  seed,
  violations,
}: {
  readonly seed: number;
  readonly violations: readonly string[];
}) => `${violations.join('; ')} – again: npm run simulate:histories -- --seed ${seed}`;

test('no history loses, doubles or mixes anything, however power, line, clocks and backups behave', async () => {
  const from = randomInt(1_900_000_000);
  const fresh = Array.from({ length: freshCount }, (_, at) => from + at);
  const { histories, failed } = await runMany({ seeds: [...known, ...fresh] });
  expect(failed.map(told)).toEqual([]);
  expect(histories).toBe(known.length + freshCount);
});
