import { expect, test } from 'vitest';
import { type PlantedFault, plantedFaults } from '../../scripts/histories/planted-faults.ts';
import { runMany } from '../../scripts/histories/run-many.ts';

/** Many times what each of them took when this was written, so that another order of draws does not turn this red. */
const historiesMax = 600;
const from = 5_000;

const shownAs: Readonly<Record<PlantedFault, RegExp>> = {
  'ack-before-commit': /believes \d+ held, the station holds \d+/,
  'gap-accepted': /entry \d+ where \d+ belongs/,
  'restored-backup-as-repeat': /believes \d+ held, the station holds/,
};

test.for(plantedFaults)('a station with a mistake is found out: %s', async (fault) => {
  const { failed, histories } = await runMany({
    ...{ seeds: { from, count: historiesMax }, fault, violationsMax: 1 },
  });
  expect(failed.flatMap(({ violations }) => violations).join('; ')).toMatch(shownAs[fault]);
  console.info(`${fault}: found in history ${histories}`);
});

test('a seed shows the same again', async () => {
  const once = () => runMany({ seeds: [5010], fault: 'restored-backup-as-repeat', workers: 1 });
  const [first, second] = [await once(), await once()];
  expect(first.violations).toBe(1);
  expect(second.failed).toEqual(first.failed);
});
