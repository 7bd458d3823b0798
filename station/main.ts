/**
 * `npm run station`: the station alone.
 *
 *   node station/main.ts [--port N] [--host H] [--data DIR] [--page-token T]   runs until SIGTERM
 *   node station/main.ts rebuild [--data DIR]                                  makes the projections again
 *   node station/main.ts furnish FILE [--data DIR]                             sets it up (resources/station/example.json)
 *
 * The database is DATABASE_URL, or a PostgreSQL of its own in the data folder.
 */
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { destination, pino } from 'pino';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { furnish } from './furnish.ts';
import { rebuild } from './projection/rebuild.ts';
import { startStation } from './start.ts';
import { openDatabase, type StationDb } from './store/database.ts';

const { flags, positionals } = readArguments();
const [command = 'run', file] = positionals;
if (command === 'run') await run();
else if (command === 'rebuild') await rebuildProjections();
else if (command === 'furnish' && file !== undefined) await furnishFrom(file);
else fail('Say nothing to run the station, or `rebuild` or `furnish FILE`.');

async function run(): Promise<void> {
  const port = Number(flags.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    fail('--port wants a number from 0 to 65535.');
  }
  const { url: databaseUrl, close: closeDatabase } = await database();
  const station = await startStation({
    databaseUrl,
    host: flags.host,
    port,
    ...(flags['page-token'] === undefined ? {} : { pageToken: flags['page-token'] }),
    log: pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination(2)),
  });
  if (!station.ok) {
    await closeDatabase();
    fail(station.error);
  }
  const { url, pageToken, close } = station.value;
  console.log(`血站服务已启动 · The station runs at ${url}`);
  console.log(`页面 · Page: ${url}/?token=${pageToken}`);
  console.log(`接口 · Interface: ${url}/openapi.json`);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void close().then(closeDatabase);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

async function rebuildProjections(): Promise<void> {
  await withDatabase(async (db) => console.log(`${await rebuild(db)} entries replayed.`));
}

async function furnishFrom(document: string): Promise<void> {
  const text = await readFile(document, 'utf8').catch((error: unknown) =>
    fail(`${document} cannot be read: ${String(error)}`),
  );
  const said = await withDatabase((db) =>
    furnish(db, parseJson(document, text), dirname(document), (file) => readFile(file)),
  );
  if (!said.ok) fail(`${document}: ${said.error}`);
  for (const line of said.value) console.log(line);
}

function parseJson(document: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fail(`${document} is not JSON. See resources/station/example.json.`);
  }
}

async function withDatabase<T>(work: (db: StationDb) => Promise<T>): Promise<T> {
  const { url, close } = await database();
  try {
    const opened = await openDatabase(url);
    if (!opened.ok) fail(opened.error);
    try {
      return await work(opened.value);
    } finally {
      await opened.value.destroy();
    }
  } finally {
    await close();
  }
}

async function database(): Promise<Pick<EmbeddedPostgres, 'url' | 'close'>> {
  const named = process.env['DATABASE_URL'];
  if (named !== undefined && named !== '') return { url: named, close: () => Promise.resolve() };
  const started = await startEmbeddedPostgres({ folder: flags.data });
  if (!started.ok) fail(started.error);
  return started.value;
}

function readArguments() {
  try {
    const { values, positionals: words } = parseArgs({
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '8600' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: 'data/station' },
        'page-token': { type: 'string' },
      },
    });
    return { flags: values, positionals: words };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
