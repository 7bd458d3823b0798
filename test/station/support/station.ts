import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { startEmbeddedPostgres } from '../../../station/embedded-postgres.ts';
import { type RunningStation, startStation } from '../../../station/start.ts';

export const nowMs = Date.UTC(2026, 2, 18, 2, 0, 0);

export interface TestStation extends RunningStation {
  readonly databaseUrl: string;
  /** Every log line so far. */
  readonly logged: () => string;
  readonly now: () => number;
  /** From now on it is this moment at the station. */
  readonly setNow: (atMs: number) => void;
  /** The station's clock stands unless it is moved. */
  readonly passTime: (ms: number) => void;
}

/** A station on a PostgreSQL of its own in a new folder; `close` takes both away. */
export async function startTestStation(startsAtMs: number = nowMs): Promise<TestStation> {
  let now = startsAtMs;
  const folder = await mkdtemp(path.join(tmpdir(), 'station-test-'));
  // Nobody pulls the plug on a test's folder.
  const postgres = await startEmbeddedPostgres({ folder, settings: { fsync: 'off' } });
  if (!postgres.ok) throw new Error(postgres.error);
  const lines: string[] = [];
  const started = await startStation({
    databaseUrl: postgres.value.url,
    nowMs: () => now,
    log: pino({}, { write: (line: string) => lines.push(line) }),
  });
  if (!started.ok) throw new Error(started.error);
  return {
    ...started.value,
    databaseUrl: postgres.value.url,
    logged: () => lines.join(''),
    now: () => now,
    setNow: (atMs) => {
      now = atMs;
    },
    passTime: (ms) => {
      now += ms;
    },
    close: async () => {
      await started.value.close();
      await postgres.value.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
