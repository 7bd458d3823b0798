/** What a bench prints with --json: the figures it measured, the goals they are held against, and whether they met them. */
export interface BenchResult {
  readonly name: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly goals: Readonly<Record<string, string>>;
  readonly met: boolean;
}

/** The value below which `share` of the samples lie; samples in any order. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Milliseconds that `work` took. */
export function timed(work: () => void): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

/** Milliseconds that each run of `work` took. */
export const timeEach = (runs: number, work: (run: number) => void): number[] =>
  Array.from({ length: runs }, (_, run) => timed(() => work(run)));

export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
