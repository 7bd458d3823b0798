import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { startDatabase } from './open-world.ts';
import type { PlantedFault } from './planted-faults.ts';
import type { HistoryResult } from './run-history.ts';

/** What the parent and a worker say to each other. */
export type ToWorker = { readonly seed: number } | 'end';
export type FromWorker = 'next' | HistoryResult;

export interface ManyOptions {
  readonly seeds: readonly number[] | { readonly from: number; readonly count: number };
  readonly fault?: PlantedFault;
  readonly workers?: number;
  /** Ends the run after so many histories in which something did not hold. */
  readonly violationsMax?: number;
  /** No history begins after this; those under way end. */
  readonly stop?: AbortSignal;
  readonly onResult?: (result: HistoryResult, done: number) => void;
}

export interface ManyResult {
  readonly histories: number;
  readonly violations: number;
  readonly seconds: number;
  readonly failed: readonly HistoryResult[];
}

/** While one history waits for its database another one goes on. */
export const atOnceInWorker = 2;
/** Then the database begins anew: it lies in memory, and its tables would grow without an end. */
const roundMax = 5_000;

/** Runs the histories of many seeds over one PostgreSQL, on all cores. */
export async function runMany(options: ManyOptions): Promise<ManyResult> {
  const { violationsMax = 1000, seeds, stop } = options;
  const startedAt = performance.now();
  const failed: HistoryResult[] = [];
  const count = 'from' in seeds ? seeds.count : seeds.length;
  const seedAt = (at: number) => ('from' in seeds ? seeds.from + at : seeds[at]);
  let given = 0;
  let done = 0;
  const isOver = () => given >= count || failed.length >= violationsMax || stop?.aborted === true;
  const onResult = (result: HistoryResult): void => {
    done += 1;
    if (result.violations.length > 0) failed.push(result);
    options.onResult?.(result, done);
  };
  while (!isOver()) {
    const roundEnds = given + roundMax;
    const nextSeed = (): number | undefined => {
      if (isOver() || given >= roundEnds) return undefined;
      given += 1;
      return seedAt(given - 1);
    };
    await runRound(options, nextSeed, onResult);
  }
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  return { histories: done, violations: failed.length, seconds, failed };
}

async function runRound(
  { fault, workers = availableParallelism() }: ManyOptions,
  nextSeed: () => number | undefined,
  onResult: (result: HistoryResult) => void,
): Promise<void> {
  const database = await startDatabase();
  const work = (): Promise<void> =>
    new Promise((ended, broke) => {
      const child = fork(join(import.meta.dirname, 'worker.ts'), [database.url, fault ?? ''], {
        // What one history leaves is gone with it: room for it costs less than clearing it away all the time.
        execArgv: ['--max-semi-space-size=32'],
      });
      child.on('message', (message: FromWorker) => {
        if (message !== 'next') return onResult(message);
        const seed = nextSeed();
        const said: ToWorker = seed === undefined ? 'end' : { seed };
        child.send(said);
      });
      child.once('error', broke);
      child.once('exit', (code) =>
        code === 0
          ? ended()
          : broke(new Error(`a worker of the simulation ended with ${String(code)}`)),
      );
    });
  try {
    await Promise.all(Array.from({ length: workers }, work));
  } finally {
    await database.close();
  }
}
