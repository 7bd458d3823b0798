/**
 * Runs dependency-cruiser over the project and prints each import that the table forbids.
 * Exits 1 as well when it saw fewer modules than there are on disk: with a TypeScript it does not
 * know, dependency-cruiser finds nothing and calls that a success.
 */
import { existsSync, globSync } from 'node:fs';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

const folders = [
  'shared',
  'electron',
  'renderer',
  'station',
  'simulators',
  'scripts',
  'test',
].filter((folder) => existsSync(folder));

const onDisk = folders
  .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx,mjs}`))
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.includes('/node_modules/'));

const options = await extractDepcruiseOptions('./.dependency-cruiser.mjs');
const { output } = await cruise(folders, { ...options, validate: true });
if (typeof output === 'string') throw new Error('dependency-cruiser answered with text');

const blind = sightProblems(output);
for (const line of [...blind, ...violations(output)]) console.error(line);
console.log(
  `${onDisk.length} modules, ${output.summary.totalDependenciesCruised ?? 0} imports, ` +
    `${output.summary.error} forbidden`,
);
process.exitCode = blind.length > 0 || output.summary.error > 0 ? 1 : 0;

function sightProblems({ modules, summary }: ICruiseResult): string[] {
  const seen = new Set(modules.map((module) => module.source));
  const missed = onDisk.filter((path) => !seen.has(path));
  const problems = missed.map((path) => `not seen by dependency-cruiser: ${path}`);
  // Every few files at least import something; far fewer imports means they were not parsed.
  if ((summary.totalDependenciesCruised ?? 0) < onDisk.length / 4) {
    problems.push(
      `only ${summary.totalDependenciesCruised ?? 0} imports seen in ${onDisk.length} modules`,
    );
  }
  return problems;
}

function violations({ summary }: ICruiseResult): string[] {
  return summary.violations.map(
    ({ rule, from, to, via }) =>
      `${rule.name}: ${from} -> ${to}` +
      (via === undefined ? '' : ` (via ${via.map((step) => step.name).join(' -> ')})`),
  );
}
