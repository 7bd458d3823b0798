import { once } from 'node:events';
import { Agent, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { SentEntry } from '../../../shared/sync/station-api.ts';
import { createShapedLine, type LineShape } from '../../line/shaped-line.ts';
import type { SyncPart } from '../sync.ts';
import { rounded } from '../figures.ts';
import { lineShape, sentOverLine } from './line.ts';
import { bringRival } from './rival.ts';

const fasterMin = 5;
const fewerMin = 5;
/** Batches of the default 100 documents cost a round trip each; a thousand gains nothing more at this rate, where bytes decide. */
const batchSize = 500;
const batchesLimit = 10;

interface Database {
  readonly bulkDocs: (documents: readonly object[]) => Promise<unknown>;
  readonly info: () => Promise<{ readonly doc_count: number }>;
  readonly replicate: {
    readonly to: (
      other: Database,
      options: { readonly batch_size: number; readonly batches_limit: number },
    ) => Promise<{ readonly docs_written: number; readonly doc_write_failures: number }>;
  };
}

interface Pouch {
  new (name: string, options: object): Database;
  readonly plugin: (plugin: unknown) => Pouch;
  readonly defaults: (options: object) => Pouch;
  readonly fetch: (url: string, options: object) => Promise<unknown>;
}

interface Replicated {
  readonly seconds: number;
  readonly upBytes: number;
  readonly downBytes: number;
  readonly written: number;
}

/** PouchDB's own packages, as installed; they bring no types. */
function loadPouch(home: string) {
  const load = createRequire(join(home, 'package.json'));
  const plugin = (name: string): unknown => {
    const loaded = load(name) as { readonly default?: unknown };
    return loaded.default ?? loaded;
  };
  const Pouch = load('pouchdb-core') as Pouch;
  for (const name of ['adapter-memory', 'adapter-http', 'replication']) {
    Pouch.plugin(plugin(`pouchdb-${name}`));
  }
  const express = load('express') as () => {
    readonly use: (path: string, app: unknown) => void;
    readonly listen: (port: number, host: string) => Server;
  };
  const serve = load('express-pouchdb') as (pouch: Pouch, options: object) => unknown;
  return { Pouch, express, serve };
}

/** Replicates the entries as documents, both databases in memory, over connections that are kept. */
async function replicate(entries: readonly SentEntry[], shape: LineShape): Promise<Replicated> {
  const { Pouch, express, serve } = loadPouch(await bringRival());
  const app = express();
  const options = { mode: 'minimumForPouchDB', inMemoryConfig: true };
  app.use('/', serve(Pouch.defaults({ adapter: 'memory' }), options));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const line = await createShapedLine(`http://127.0.0.1:${address.port}`, shape);
  const agent = new Agent({ keepAlive: true });
  try {
    const local = new Pouch('vehicle', { adapter: 'memory' });
    await local.bulkDocs(
      entries.map((entry, at) => ({ _id: String(at + 1).padStart(6, '0'), ...entry })),
    );
    const fetch = (url: string, init: object) => Pouch.fetch(url, { ...init, agent });
    const startedAt = performance.now();
    const remote = new Pouch(`${line.url}/day`, { fetch });
    const done = await local.replicate.to(remote, {
      batch_size: batchSize,
      batches_limit: batchesLimit,
    });
    const seconds = (performance.now() - startedAt) / 1000;
    const { upBytes, downBytes } = line.counts();
    if (done.doc_write_failures > 0) throw new Error('PouchDB could not write every document');
    return { seconds, upBytes, downBytes, written: done.docs_written };
  } finally {
    agent.destroy();
    await line.close();
    server.closeAllConnections();
    server.close();
  }
}

/**
 * The same entries of the same run, as batches carry them (without the hashes, which PouchDB would have to send), as documents in
 * PouchDB, replicated over the same line to the CouchDB-compatible server of the same makers.
 */
async function run(): ReturnType<SyncPart['run']> {
  const { sent, entries } = await sentOverLine();
  const theirs = await replicate(entries, lineShape);
  if (theirs.written !== entries.length) throw new Error('PouchDB has not sent every document');
  const timesFaster = theirs.seconds / sent.seconds;
  const timesFewerBytes = theirs.upBytes / sent.upBytes;
  return {
    figures: {
      ...{ documents: theirs.written, batchSize },
      ...{ upBytes: theirs.upBytes, downBytes: theirs.downBytes },
      bytesPerDonation: Math.round(theirs.upBytes / sent.donations),
      seconds: rounded(theirs.seconds),
      ...{ ourUpBytes: sent.upBytes, ourSeconds: sent.seconds },
      ...{ timesFaster: rounded(timesFaster), timesFewerBytes: rounded(timesFewerBytes) },
    },
    goals: { timesFaster: `>= ${fasterMin}`, timesFewerBytes: `>= ${fewerMin}` },
    met: timesFaster >= fasterMin && timesFewerBytes >= fewerMin,
  };
}

export const pouchPart: SyncPart = { name: 'pouch', run };
