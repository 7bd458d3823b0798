import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';

/** What a step of `check` is: a command under the Node that runs this. */
export interface Step {
  readonly name: string;
  /** Arguments for Node. */
  readonly args: readonly string[];
  /** Both processor cores are its own: it measures time, or starts workers itself. */
  readonly alone: boolean;
  readonly minutesMax: number;
  /** What the step counts for, once it has ended with `exitCode`. */
  readonly count: (exitCode: number) => Count;
}

export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** What failed and why, where the step's own report says so: a log may be cut before its end. */
  readonly failures?: readonly string[];
}

const bin = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  eslint: 'node_modules/eslint/bin/eslint.js',
  knip: 'node_modules/knip/bin/knip.js',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
} as const;

const cacheFolder = 'node_modules/.cache/bloodmobile';
mkdirSync(cacheFolder, { recursive: true });

const asOne = (exitCode: number): Count =>
  exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

const tool = (name: string, ...args: string[]): Step => ({
  name,
  args,
  alone: false,
  minutesMax: 5,
  count: asOne,
});

const types = (folder: string): Step => {
  const name = folder === '.' ? 'types' : `types ${folder}`;
  const memory = `${cacheFolder}/${name.replaceAll(/[ /]/g, '-')}.tsbuildinfo`;
  return tool(name, bin.tsc, '-p', folder, '--incremental', '--tsBuildInfoFile', memory);
};

const tests = (minutesMax: number, ...projects: string[]): Step => {
  const report = `${cacheFolder}/${projects.join('-')}.json`;
  rmSync(report, { force: true });
  return {
    name: projects.join('+'),
    args: [
      bin.vitest,
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    alone: true,
    minutesMax,
    count: (exitCode) => countTests(report, exitCode),
  };
};

/** A run that broke before or beside its tests (a file that does not load) counts as one failure. */
function countTests(report: string, exitCode: number): Count {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  // Vitest's own reporter wrote this file a moment ago; its format is pinned with its version.
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  ) as VitestReport;
  const failed = exitCode !== 0 && numFailedTests === 0 ? 1 : numFailedTests;
  const failures = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => `${fullName}\n${failureMessages?.join('\n') ?? ''}`);
  return { passed: numPassedTests, failed, failures };
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

const lint = (...paths: string[]): Step => {
  const name = `lint ${paths.join(' ')}`;
  const memory = `${cacheFolder}/${name.replaceAll(/[^a-z]+/g, '-')}.eslint`;
  const cache = ['--cache', '--cache-strategy=content', '--cache-location', memory];
  return tool(name, bin.eslint, '--max-warnings=0', ...cache, ...paths);
};

/** The longest first: two run at a time. */
export const fastSteps: readonly Step[] = [
  lint('electron', 'shared', '*.config.ts'),
  lint('renderer', 'station', 'simulators', 'scripts', 'test'),
  tool('format', bin.biome, 'format', '--colors=off', '.'),
  ...['.', 'shared', 'renderer', 'electron/core', 'electron/browser', 'electron/main'].map(types),
  ...['electron/preload', 'station', 'station/web', 'simulators', 'scripts', 'test'].map(types),
  tool('boundaries', 'scripts/boundaries.ts'),
  tool('unused', bin.knip, '--no-progress'),
  tests(5, 'unit', 'property'),
];

export const slowSteps: readonly Step[] = [
  tests(5, 'store'),
  tests(5, 'contract'),
  tests(5, 'devices'),
  tests(8, 'station'),
  tests(10, 'sim'),
  tests(5, 'ui'),
  tests(10, 'e2e'),
];
