import { describe, expect, test } from 'vitest';
import type { PlantedFault } from '../../scripts/histories/planted-faults.ts';
import { rotates } from '../../scripts/histories/rotation.ts';
import { runMany } from '../../scripts/histories/run-many.ts';

/** What a mistake of the station must be found as. */
const planted: Readonly<Record<PlantedFault, RegExp>> = {
  'ack-before-commit': /believes \d+ held, the station holds \d+/,
  'verdict-untold': /sent \d+ again and was not told that it is set aside/,
  'gap-accepted': /entry \d+ where \d+ belongs/,
  // Taken for a repeat, the other entry is believed to be held, or gets no verdict, whichever is seen first.
  'restored-backup-as-repeat':
    /believes \d+ held, the station holds (another entry under that number|\d+)|sent \d+ again and was not told/,
  'notice-forgotten': /is held and not listed/,
  'deferrals-left-behind': /of person \d+ is not in the index under key \d+ \(in-use\)/,
  'hold-without-unit': /has heard that \S+ is held, and does not hold it/,
};

const first = 5000;
const all = Array.from({ length: 12_000 }, (_, at) => first + at);
/** The key of the donors is replaced in few histories. */
const seedsOf = (fault: PlantedFault): readonly number[] =>
  fault === 'deferrals-left-behind' ? all.filter(rotates) : all.slice(0, 1000);

describe('a mistake planted into the station is found, and as what it is', () => {
  test.each(Object.keys(planted) as PlantedFault[])('%s', { timeout: 300_000 }, async (fault) => {
    // The rarest of them shows in one of seventy histories; the first one found ends the run.
    const { failed } = await runMany({ seeds: seedsOf(fault), fault, violationsMax: 1 });
    expect(failed.flatMap(({ violations }) => violations).join('; ')).toMatch(planted[fault]);
  });
});
