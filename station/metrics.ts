import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { refusalKinds, setAsideReason } from '../shared/sync/station-api.ts';
import { poolState, type StationDb } from './store/database.ts';

/** What is counted in this process. Labels come from closed lists alone: no vehicle, no donor, no number. */
export interface Metrics {
  readonly batchHeld: (entries: number, seconds: number) => void;
  readonly batchRefused: (kind: (typeof refusalKinds)[number], seconds: number) => void;
  readonly setAside: (reasons: readonly string[]) => void;
  readonly answered: (request: {
    readonly route: string;
    readonly method: string;
    readonly status: number;
    readonly seconds: number;
    readonly upBytes: number;
    readonly downBytes: number;
  }) => void;
  /** Prometheus text; what waits in the database is counted now. */
  readonly read: () => Promise<{ readonly type: string; readonly text: string }>;
}

const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createMetrics(db: StationDb): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const batches = new Counter({
    ...{ name: 'station_batches_total', help: 'Batches of entries by outcome.', registers },
    labelNames: ['outcome'],
  });
  const entries = new Counter({
    name: 'station_entries_total',
    help: 'Entries in batches that were held, repeats included.',
    registers,
  });
  const refusals = new Counter({
    ...{ name: 'station_batch_refusals_total', help: 'Batches refused, by kind.', registers },
    labelNames: ['kind'],
  });
  const setAside = new Counter({
    name: 'station_set_aside_total',
    help: 'Verdicts given for the first time, by reason.',
    ...{ registers, labelNames: ['reason'] },
  });
  const intake = new Histogram({
    name: 'station_intake_seconds',
    help: 'From a whole batch to its answer.',
    ...{ registers, buckets: secondsBuckets },
  });
  const requests = new Histogram({
    name: 'station_request_seconds',
    help: 'Requests by route, method and status.',
    ...{ registers, buckets: secondsBuckets, labelNames: ['route', 'method', 'status'] },
  });
  const up = new Counter({
    name: 'station_up_bytes_total',
    help: 'Bytes of request bodies as they came over the line.',
    ...{ registers, labelNames: ['route'] },
  });
  const down = new Counter({
    name: 'station_down_bytes_total',
    help: 'Bytes of reply bodies as they went over the line.',
    ...{ registers, labelNames: ['route'] },
  });
  for (const outcome of ['held', 'refused']) batches.inc({ outcome }, 0);
  for (const kind of refusalKinds) refusals.inc({ kind }, 0);
  for (const reason of setAsideReason.options) setAside.inc({ reason }, 0);
  addGauges(db, registers);
  return {
    batchHeld: (count, seconds) => {
      batches.inc({ outcome: 'held' });
      entries.inc(count);
      intake.observe(seconds);
    },
    batchRefused: (kind, seconds) => {
      batches.inc({ outcome: 'refused' });
      refusals.inc({ kind });
      intake.observe(seconds);
    },
    setAside: (reasons) => reasons.forEach((reason) => setAside.inc({ reason })),
    answered: ({ route, method, status, seconds, upBytes, downBytes }) => {
      requests.observe({ route, method, status: String(status) }, seconds);
      up.inc({ route }, upBytes);
      down.inc({ route }, downBytes);
    },
    read: async () => ({ type: register.contentType, text: await register.metrics() }),
  };
}

function addGauges(db: StationDb, registers: Registry[]): void {
  const pool = new Gauge({
    name: 'station_database_connections',
    help: 'Connections of this process to the database, and requests that wait for one.',
    ...{ registers, labelNames: ['state'] },
    collect: () => {
      const { total, idle, waiting } = poolState(db);
      pool.set({ state: 'busy' }, total - idle);
      pool.set({ state: 'idle' }, idle);
      pool.set({ state: 'waiting' }, waiting);
    },
  });
  const waiting = new Gauge({
    name: 'station_set_aside_waiting',
    help: 'Set-asides that wait for a person, by reason, over all processes.',
    ...{ registers, labelNames: ['reason'] },
    collect: async () => {
      const rows = await db
        .selectFrom('set_aside')
        .select(['reason', (q) => q.fn.countAll<number>().as('count')])
        .where('decision', 'is', null)
        .groupBy('reason')
        .execute();
      for (const reason of setAsideReason.options) waiting.set({ reason }, 0);
      for (const { reason, count } of rows) waiting.set({ reason }, count);
    },
  });
}
