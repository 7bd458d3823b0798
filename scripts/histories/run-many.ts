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

/** Runs the histories of many seeds over one PostgreSQL, on all cores. */
export async function runMany(options: ManyOptions): Promise<ManyResult> {
  const { workers = availableParallelism(), violationsMax = 1000 } = options;
  const startedAt = performance.now();
  const database = await startDatabase();
  const failed: HistoryResult[] = [];
  let given = 0;
  let done = 0;
  const nextSeed = (): number | undefined => {
    if (failed.length >= violationsMax) return undefined;
    given += 1;
    if ('from' in options.seeds) {
      return given <= options.seeds.count ? options.seeds.from + given - 1 : undefined;
    }
    return options.seeds[given - 1];
  };
  const work = (): Promise<void> =>
    new Promise((ended, broke) => {
      const child = fork(
        join(import.meta.dirname, 'worker.ts'),
        [database.url, options.fault ?? ''],
        {
          // What one history leaves is gone with it: room for it costs less than clearing it away all the time.
          execArgv: ['--max-semi-space-size=32'],
        },
      );
      child.on('message', (message: FromWorker) => {
        if (message !== 'next') {
          done += 1;
          if (message.violations.length > 0) failed.push(message);
          options.onResult?.(message, done);
          return;
        }
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
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  return { histories: done, violations: failed.length, seconds, failed };
}
