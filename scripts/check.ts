/**
 * `npm run check` (the fast part) and `npm test` (everything).
 *
 *   node scripts/check.ts [--all] [--only NAME,NAME]
 *
 * One line per step with its time; the output of a failed step in full. The last line is
 * `N passed, N failed`, where each test counts as one and each step that is not tests as one.
 */
import { availableParallelism } from 'node:os';
import { runSteps } from './check/run-steps.ts';
import { fastSteps, slowSteps } from './check/steps.ts';
import { readOptions } from './read-options.ts';

const { values } = readOptions(
  'npm run check, or npm test; of either: node scripts/check.ts [--all] [--only STEP,STEP]',
  {
    options: { all: { type: 'boolean', default: false }, only: { type: 'string' } },
  },
);

const known = [...fastSteps, ...slowSteps];
const only = values.only?.split(',');
const unknown = only?.filter((name) => !known.some((step) => step.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(
    `There is no step called ${unknown.join(', ')}. There are: ${known.map((s) => s.name).join(', ')}.`,
  );
  process.exit(2);
}

const chosen = only
  ? known.filter((step) => only.includes(step.name))
  : values.all
    ? known
    : fastSteps;

const startedAtMs = performance.now();
const totals = await runSteps(chosen, Math.min(2, availableParallelism()));
console.log(`${chosen.length} steps in ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 ? 1 : 0;
