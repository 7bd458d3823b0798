import { describe, expect, test } from 'vitest';
import type { PlantedFault } from '../../scripts/histories/planted-faults.ts';
import { runMany } from '../../scripts/histories/run-many.ts';

/** What a mistake of the station must be found as, and seeds in which it shows. */
const planted: Readonly<
  Record<PlantedFault, { readonly found: RegExp; readonly seeds: readonly number[] }>
> = {
  'ack-before-commit': {
    found: /believes \d+ held, the station holds \d+/,
    seeds: [5012, 5021, 5056, 5058],
  },
  'verdict-untold': {
    found: /sent \d+ again and was not told that it is set aside/,
    seeds: [5009, 5012, 5018],
  },
  'gap-accepted': {
    found: /entry \d+ where \d+ belongs/,
    seeds: [5101, 5128, 5162],
  },
  'restored-backup-as-repeat': {
    found: /believes \d+ held, the station holds (another entry under that number|\d+)/,
    seeds: [5007, 5008, 5010],
  },
};

describe('a mistake planted into the station is found, and as what it is', () => {
  test.each(Object.keys(planted) as PlantedFault[])('%s', { timeout: 300_000 }, async (fault) => {
    const { found, seeds } = planted[fault];
    const { failed } = await runMany({ seeds, fault });
    expect(failed.map(({ seed }) => seed).toSorted()).toEqual(seeds.toSorted());
    for (const { violations } of failed) expect(violations.join('; ')).toMatch(found);
  });
});
