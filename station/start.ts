import path from 'node:path';
import { pino, type Logger } from 'pino';
import { err, ok, type Result } from '../shared/result.ts';
import { createRequestCheck } from './enrolment/check-request.ts';
import { createNonces, nonceKey } from './enrolment/nonce.ts';
import { nodeHashing } from './hashing.ts';
import { createMetrics } from './metrics.ts';
import { indexDraws } from './reference/index-draws.ts';
import { createServer } from './server.ts';
import { openDatabase, type StationDb } from './store/database.ts';

export interface RunningStation {
  /** `http://host:port` */
  readonly url: string;
  readonly db: StationDb;
  /** Finishes the requests under way, then lets the database go. */
  readonly close: () => Promise<void>;
}

const builtPage = path.join(import.meta.dirname, '..', 'out', 'station');

/** A donor who gave this morning is told so on another vehicle after this and the vehicle's own next question. */
const indexDrawsMs = 60_000;

/** Requests under way when the station stops are finished; those that take longer are cut, and their vehicles send again. */
const stopMs = 30_000;

/** Starts the station on a database. Refuses with a sentence when the database or the port cannot be had. */
export async function startStation(options: {
  readonly databaseUrl: string;
  readonly host?: string;
  /** 0: any free port. */
  readonly port?: number;
  /** Where people open the page, when something in front of the station speaks TLS. */
  readonly publicUrl?: string;
  readonly pageFolder?: string;
  readonly log?: Logger;
  readonly nowMs?: () => number;
}): Promise<Result<RunningStation, string>> {
  const { host = '127.0.0.1', port = 0 } = options;
  const publicOrigin = options.publicUrl === undefined ? undefined : originOf(options.publicUrl);
  if (publicOrigin === null) {
    return err('--public-url wants an address like https://station.example, without a path.');
  }
  const log = options.log ?? pino({ level: 'silent' });
  const opened = await openDatabase(options.databaseUrl, (code) =>
    log.warn({ code }, 'database connection lost'),
  );
  if (!opened.ok) return opened;
  const db = opened.value;
  const nonces = createNonces(await nonceKey(db));
  const app = await createServer({
    db,
    hashing: nodeHashing,
    nonces,
    check: createRequestCheck(db, nonces),
    nowMs: options.nowMs ?? Date.now,
    publicOrigin,
    pageFolder: options.pageFolder ?? builtPage,
    log,
    metrics: createMetrics(db),
  });
  let indexing: Promise<unknown> | null = null;
  const timer = setInterval(() => {
    indexing ??= indexDraws(db)
      // What is due stays due.
      .catch((fault: unknown) => log.warn({ fault: String(fault) }, 'draws not indexed'))
      .finally(() => {
        indexing = null;
      });
  }, indexDrawsMs);
  const close = async () => {
    clearInterval(timer);
    const deadline = setTimeout(() => app.server.closeAllConnections(), stopMs);
    await app.close();
    clearTimeout(deadline);
    await indexing;
    await db.destroy();
  };
  try {
    const url = await app.listen({ host, port });
    return ok({ url, db, close });
  } catch (error) {
    await close();
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      return err(
        `Port ${port} on ${host} is taken. Choose another with --port, or stop the program that uses it.`,
      );
    }
    throw error;
  }
}

function originOf(text: string): string | null {
  const url = URL.parse(text);
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/';
  return isOrigin && url.search === '' ? url.origin : null;
}
