import { expect, test } from 'vitest';
import { type PlantedFault, plantedFaults } from '../../scripts/histories/planted-faults.ts';
import { runMany } from '../../scripts/histories/run-many.ts';

/** Seeds of histories in which the mistake shows, and the sentence that says so. */
const shown: Readonly<Record<PlantedFault, readonly [seeds: readonly number[], as: RegExp]>> = {
  'ack-before-commit': [[5022, 5032, 5043], /believes \d+ held, the station holds \d+/],
  'verdict-untold': [[5002, 5003, 5004], /does not know that \d+ is set aside/],
  'gap-accepted': [[5101, 5128, 5162], /entry \d+ where \d+ belongs/],
  'restored-backup-as-repeat': [[5010, 5015, 5021], /believes \d+ held, the station holds/],
};

test.for(plantedFaults)('a station with a mistake is found out: %s', async (fault) => {
  const [seeds, as] = shown[fault];
  const { failed } = await runMany({ seeds, fault });
  expect(failed.flatMap(({ violations }) => violations).join('; ')).toMatch(as);
});

test('a seed shows the same again', async () => {
  const once = () => runMany({ seeds: [5010], fault: 'restored-backup-as-repeat', workers: 1 });
  const [first, second] = [await once(), await once()];
  expect(first.violations).toBe(1);
  expect(second.failed).toEqual(first.failed);
});
