import { defineConfig } from 'vitest/config';

/** A project is a folder under test/; `ms` is what one of its tests may take at most. */
const project = (name: string, ms: number, fileParallelism = true) => ({
  extends: true as const,
  test: {
    name,
    fileParallelism,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    testTimeout: ms,
    hookTimeout: ms,
  },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    // A red property must be repeatable: fast-check prints its seed, and a retry would hide it.
    retry: 0,
    reporters: ['dot'],
    projects: [
      project('unit', 10_000),
      project('property', 30_000),
      project('store', 30_000),
      project('contract', 30_000),
      project('devices', 30_000),
      project('station', 120_000),
      project('sim', 300_000),
      project('ui', 60_000),
      // Each brings up a whole demo and a browser: two at once would time the machine, not the program.
      project('e2e', 300_000, false),
    ],
  },
});
