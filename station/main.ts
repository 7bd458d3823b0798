/**
 * `npm run station`: the station alone.
 *
 *   node station/main.ts [--port N] [--host H] [--data DIR] [--public-url URL]   runs until SIGTERM
 *   node station/main.ts rebuild [--data DIR]                                  makes the projections again
 *   node station/main.ts furnish FILE [--data DIR]                             sets it up (resources/station/example.json)
 *   node station/main.ts user add NAME --role ROLE … [--called TEXT]           somebody who may sign in; prints a one-time password
 *   node station/main.ts user reset NAME                                       a new one-time password
 *   node station/main.ts donors load|remove FILE [--data DIR]                  the donor index, a JSON object a line (README.md)
 *   node station/main.ts donor-key begin|serve|finish|cancel|status [--anyway]  replaces the key of the donor index, step by step
 *   node station/main.ts enrol VEHICLE [--plate P] [--data DIR]                a code for a laptop; beside a running station: its page
 *
 * The database is DATABASE_URL, or a PostgreSQL of its own in the data folder.
 */
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { destination, pino } from 'pino';
import { z } from 'zod';
import { ok, type Result } from '../shared/result.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { stationRole, stationRoles } from './contract/roles.ts';
import { changeDonorKey, changeDonors } from './donor-commands.ts';
import { codeLine, furnish } from './furnish.ts';
import { firstAdministrator, oneTimeLine } from './people/first-administrator.ts';
import { addUser, resetPassword } from './people/users.ts';
import { type MadeCode, makeEnrolCode } from './enrolment/code.ts';
import { putVehicle } from './reference/vehicles.ts';
import { rebuild } from './projection/rebuild.ts';
import { startStation } from './start.ts';
import { openDatabase, type StationDb } from './store/database.ts';

const { flags, positionals } = readArguments();
const [command = 'run', file, subject] = positionals;
if (command === 'run') await run();
else if (command === 'rebuild') await rebuildProjections();
else if (command === 'enrol' && file !== undefined) await enrolCode(file);
else if (command === 'furnish' && file !== undefined) await furnishFrom(file);
else if (command === 'user' && subject !== undefined) await changeUser(file, subject);
else if (command === 'donors' && subject !== undefined)
  await say((db) => changeDonors(db, file, subject, Date.now));
else if (command === 'donor-key') {
  await say((db) => changeDonorKey(db, file, { anyway: flags.anyway }, Date.now));
} else {
  fail(
    'Say nothing to run the station, or `rebuild`, `furnish FILE`, `enrol VEHICLE`, `user add NAME --role ROLE`, `user reset NAME`, `donors load FILE` or `donor-key status`.',
  );
}

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
    ...(flags['public-url'] === undefined ? {} : { publicUrl: flags['public-url'] }),
    log: pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination(2)),
  });
  if (!station.ok) {
    await closeDatabase();
    fail(station.error);
  }
  const { url, db, close } = station.value;
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void close().then(closeDatabase);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  const administrator = await firstAdministrator(db, Date.now());
  console.log(`血站服务已启动 · The station runs at ${url}`);
  console.log(`页面 · Page: ${flags['public-url'] ?? url}/`);
  for (const line of administrator) console.log(line);
  console.log(`接口 · Interface: ${url}/openapi.json`);
}

async function rebuildProjections(): Promise<void> {
  await withDatabase(async (db) => {
    const { entries, held } = await rebuild(db);
    console.log(`${entries} entries replayed.`);
    if (held > 0) {
      console.log(
        `${held} units are now held: entries of theirs could not be read when they came. See what is set aside.`,
      );
    }
  });
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

async function enrolCode(vehicleId: string): Promise<void> {
  const made = await withDatabase(async (db): Promise<Result<MadeCode, string>> => {
    const { plate } = flags;
    const put = plate === undefined ? ok(undefined) : await putVehicle(db, { vehicleId, plate });
    return put.ok ? makeEnrolCode(db, vehicleId, Date.now()) : put;
  });
  if (made.ok) console.log(codeLine(vehicleId, made.value));
  else if (made.error === 'unknown-vehicle')
    fail(`The station has no vehicle ${vehicleId}. Add it with --plate PLATE.`);
  else fail(`${vehicleId}: letters, digits, dot, dash and underscore only.`);
}

async function changeUser(verb: string | undefined, user: string): Promise<void> {
  if (verb !== 'add' && verb !== 'reset') fail('Say `user add NAME` or `user reset NAME`.');
  const roles = z.array(stationRole).min(1).safeParse(flags.role);
  if (verb === 'add' && !roles.success) {
    fail(`--role wants one of ${stationRoles.join(', ')}; it may be given several times.`);
  }
  const made = await withDatabase<Result<string, string>>((db) =>
    verb === 'reset'
      ? resetPassword(db, user)
      : addUser(
          db,
          { user, name: flags.called ?? user, roles: roles.data ?? [], by: 'command-line' },
          Date.now(),
        ),
  );
  if (made.ok) console.log(oneTimeLine(user, made.value));
  else fail(`${user}: ${made.error}`);
}

async function say(work: (db: StationDb) => Promise<Result<string, string>>): Promise<void> {
  const said = await withDatabase(work);
  if (!said.ok) fail(said.error);
  console.log(said.value);
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
        'public-url': { type: 'string' },
        role: { type: 'string', multiple: true },
        called: { type: 'string' },
        plate: { type: 'string' },
        anyway: { type: 'boolean', default: false },
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
