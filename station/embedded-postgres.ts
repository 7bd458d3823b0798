import { mkdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { err, ok, type Result } from '../shared/result.ts';
import { type Binaries, copyBinaries, findBinaries } from './embedded/binaries.ts';
import {
  type ClusterPlace,
  clusterPlace,
  makeHome,
  prepareCluster,
  superuser,
} from './embedded/cluster.ts';
import { freePort, runningPostmaster } from './embedded/postmaster.ts';
import {
  canEnter,
  canRun,
  isRoot,
  type ServerUser,
  thisUser,
  waysFromRoot,
} from './embedded/user.ts';

/** A real PostgreSQL of this process's own, on 127.0.0.1 only. */
export interface EmbeddedPostgres {
  /** Connection string of the database `station`, password included: for a pool, never for a log. */
  readonly url: string;
  readonly port: number;
  /** Stops the server; resolves when it has written everything and is gone. */
  readonly close: () => Promise<void>;
}

const startTries = 5;
const startMs = 60_000;
const connectMs = 10_000;
const database = 'station';
/** Held on the server for as long as a station uses it, so that two never share a data folder. */
const ownerLock = 7_211_001;

const serverSettings = {
  listen_addresses: '127.0.0.1',
  // A socket's path may be too long, and other users of the machine have no business there.
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '64MB',
  log_min_messages: 'warning',
} as const;

interface Server {
  readonly place: ClusterPlace;
  readonly user: ServerUser;
  readonly binaries: Binaries;
}

/**
 * Starts PostgreSQL 18 in `folder`, making the cluster the first time. A server that outlived a killed station on the same
 * folder is taken over. Refuses with a sentence for a person when it cannot run here or another station uses the folder.
 */
export async function startEmbeddedPostgres(options: {
  readonly folder: string;
  readonly settings?: Readonly<Record<string, string>>;
}): Promise<Result<EmbeddedPostgres, string>> {
  const packaged = await findBinaries();
  if (!packaged) {
    return err(
      `There is no packaged PostgreSQL for ${process.platform}-${process.arch} here. Install one and name it in DATABASE_URL.`,
    );
  }
  const place = clusterPlace(options.folder);
  try {
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    await makeHome(place, undefined);
  } catch (error) {
    return err(
      `The data folder ${options.folder} cannot be made or written (${String(error)}). Choose another with --data.`,
    );
  }
  const chosen = await chooseUser(place, packaged);
  if (!chosen.ok) return chosen;
  const { user, binaries, removeCopy } = chosen.value;
  const server: Server = { place, user, binaries };
  const started = await prepareAndStart(server, { ...serverSettings, ...options.settings });
  if (!started.ok) {
    await removeCopy();
    return started;
  }
  const { port, password, owner } = started.value;
  return ok({
    url: urlOf(port, password, database),
    port,
    close: async () => {
      await owner.end();
      await stop(server);
      await removeCopy();
    },
  });
}

type Chosen = Result<
  { user: ServerUser; binaries: Binaries; removeCopy: () => Promise<void> },
  string
>;

async function chooseUser(place: ClusterPlace, binaries: Binaries): Promise<Chosen> {
  const nothing = () => Promise.resolve();
  if (!isRoot()) return ok({ user: thisUser, binaries, removeCopy: nothing });
  const ways = await waysFromRoot(place.home);
  await makeHome(place, ways[0]?.owner);
  const entering: ServerUser[] = [];
  for (const user of ways) {
    if (!(await canEnter(user, place.home))) continue;
    if (await canRun(user, binaries)) return ok({ user, binaries, removeCopy: nothing });
    entering.push(user);
  }
  const [user] = entering;
  if (!user) {
    return err(
      `PostgreSQL does not run as root, and the user it runs as instead cannot reach ${place.home}. Choose a data folder below one that every user may enter (chmod a+x), or run the station as another user.`,
    );
  }
  const copy = await copyBinaries(binaries);
  if (await canRun(user, copy)) return ok({ user, binaries: copy, removeCopy: copy.remove });
  await copy.remove();
  return err(
    `PostgreSQL does not run as root, and the user it runs as instead cannot run ${binaries.postgres}. Run the station as another user, or name a database in DATABASE_URL.`,
  );
}

type Started = Result<{ port: number; password: string; owner: pg.Client }, string>;

async function prepareAndStart(
  server: Server,
  settings: Readonly<Record<string, string>>,
): Promise<Started> {
  const prepared = await prepareCluster(server.place, server.user, server.binaries, settings);
  if (!prepared.ok) return prepared;
  const password = prepared.value;
  const orphan = await runningPostmaster(server.place.cluster);
  if (orphan) {
    const taken = await takeOwnership(orphan.port, password);
    if (taken.kind === 'taken') return ok({ port: orphan.port, password, owner: taken.owner });
    if (taken.kind === 'in-use') return err(inUse(server.place));
    await stop(server);
  }
  for (let attempt = 0; attempt < startTries; attempt += 1) {
    const port = await freePort();
    const ran = await server.user.run(
      server.binaries.pgCtl,
      ['start', '-w', '-D', server.place.cluster, '-l', server.place.log, '-o', `-p ${port}`],
      { timeoutMs: startMs, quiet: true },
    );
    if (ran.code !== 0) continue;
    const taken = await takeOwnership(port, password);
    if (taken.kind === 'taken') return ok({ port, password, owner: taken.owner });
    await stop(server);
    return err(`PostgreSQL started but refuses the password in ${server.place.passwordFile}.`);
  }
  const log = await readFile(server.place.log, 'utf8').catch(() => '');
  return err(`PostgreSQL does not start. Its log ends with: ${log.slice(-1500)}`);
}

const inUse = (place: ClusterPlace) =>
  `The data folder of ${place.home} is in use by another station. Stop that one first, or choose another folder with --data.`;

const urlOf = (port: number, password: string, name: string) =>
  `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;

type Ownership =
  | { readonly kind: 'taken'; readonly owner: pg.Client }
  | { readonly kind: 'in-use' }
  | { readonly kind: 'unreachable' };

async function takeOwnership(port: number, password: string): Promise<Ownership> {
  const owner = new pg.Client({
    connectionString: urlOf(port, password, 'postgres'),
    connectionTimeoutMillis: connectMs,
  });
  // The server's end is noticed by whoever uses it; without a listener it would end this process.
  owner.on('error', () => {});
  try {
    await owner.connect();
  } catch {
    return { kind: 'unreachable' };
  }
  const locked = await owner.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
    ownerLock,
  ]);
  if (locked.rows[0]?.got !== true) {
    await owner.end();
    return { kind: 'in-use' };
  }
  const made = await owner.query('select 1 from pg_database where datname = $1', [database]);
  if (made.rowCount === 0) await owner.query(`create database ${database}`);
  return { kind: 'taken', owner };
}

async function stop(server: Server): Promise<void> {
  const { pgCtl } = server.binaries;
  const stopWith = (mode: string) =>
    server.user.run(pgCtl, ['stop', '-w', '-t', '30', '-m', mode, '-D', server.place.cluster], {
      timeoutMs: startMs,
      quiet: true,
    });
  const ran = await stopWith('fast');
  if (ran.code !== 0 && (await runningPostmaster(server.place.cluster)))
    await stopWith('immediate');
}
