import { describe, expect, test } from 'vitest';
import type { PlantedFault } from '../../scripts/histories/planted-faults.ts';
import { runMany } from '../../scripts/histories/run-many.ts';

/** What a mistake of the station must be found as, and seeds in which it shows. */
const planted: Readonly<
  Record<PlantedFault, { readonly found: RegExp; readonly seeds: readonly number[] }>
> = {
  'ack-before-commit': {
    found: /believes \d+ held, the station holds \d+/,
    seeds: [5012, 5021],
  },
  'verdict-untold': {
    found: /sent \d+ again and was not told that it is set aside/,
    seeds: [5007, 5009, 5013],
  },
  'gap-accepted': {
    found: /entry \d+ where \d+ belongs/,
    seeds: [5014, 5111, 5223],
  },
  'restored-backup-as-repeat': {
    found: /believes \d+ held, the station holds (another entry under that number|\d+)/,
    seeds: [5001, 5016],
  },
};

describe('a mistake planted into the station is found, and as what it is', () => {
  test.each(Object.keys(planted) as PlantedFault[])('%s', { timeout: 300_000 }, async (fault) => {
    const { found, seeds } = planted[fault];
    const { failed } = await runMany({ seeds, fault });
    // Which of two processes is first is not in the seed: one of them is enough.
    expect(failed.length).toBeGreaterThan(0);
    for (const { violations } of failed) expect(violations.join('; ')).toMatch(found);
  });
});
