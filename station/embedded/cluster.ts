import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Binaries } from './binaries.ts';
import type { ServerUser } from './user.ts';

/** The parts of a data folder: `home` belongs to PostgreSQL's user, the password beside it to ours. */
export interface ClusterPlace {
  readonly home: string;
  readonly cluster: string;
  readonly log: string;
  readonly passwordFile: string;
}

export function clusterPlace(dataFolder: string): ClusterPlace {
  const home = path.join(path.resolve(dataFolder), 'postgres');
  return {
    home,
    cluster: path.join(home, 'cluster'),
    log: path.join(home, 'server.log'),
    passwordFile: path.join(path.resolve(dataFolder), 'postgres.password'),
  };
}

export const superuser = 'station';
const initMs = 120_000;

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

/** Makes the cluster when there is none yet and answers its password. Refuses with a sentence. */
export async function prepareCluster(
  place: ClusterPlace,
  user: ServerUser,
  binaries: Binaries,
  settings: Readonly<Record<string, string>>,
): Promise<Result<string, string>> {
  const isThere = await exists(path.join(place.cluster, 'PG_VERSION'));
  const saved = await readFile(place.passwordFile, 'utf8').catch(() => undefined);
  if (isThere) {
    return saved === undefined
      ? err(
          `${place.passwordFile} is missing, and without it the database beside it cannot be opened.`,
        )
      : ok(saved.trim());
  }
  const password = saved?.trim() || randomBytes(24).toString('base64url');
  await writeFile(place.passwordFile, `${password}\n`, { mode: 0o600 });
  await chmod(place.passwordFile, 0o600);
  return (await initialise(place, user, binaries, settings, password)) ?? ok(password);
}

/** The folder PostgreSQL's user owns. */
export async function makeHome(place: ClusterPlace, owner: ServerUser['owner']): Promise<void> {
  await mkdir(place.home, { recursive: true, mode: 0o700 });
  if (owner) await chown(place.home, owner.uid, owner.gid);
}

// Made beside its place and renamed, so that a power cut half way leaves no half cluster behind.
async function initialise(
  place: ClusterPlace,
  user: ServerUser,
  binaries: Binaries,
  settings: Readonly<Record<string, string>>,
  password: string,
): Promise<Result<never, string> | undefined> {
  const fresh = `${place.cluster}.new`;
  const handover = path.join(place.home, 'initial-password');
  await rm(fresh, { recursive: true, force: true });
  await rm(place.cluster, { recursive: true, force: true });
  await writeFile(handover, `${password}\n`, { mode: 0o600 });
  if (user.owner) await chown(handover, user.owner.uid, user.owner.gid);
  try {
    const ran = await user.run(
      binaries.initdb,
      [
        `--pgdata=${fresh}`,
        `--username=${superuser}`,
        `--pwfile=${handover}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        ...Object.entries(settings).map(([name, value]) => `--set=${name}=${value}`),
      ],
      { timeoutMs: initMs },
    );
    if (ran.code !== 0)
      return err(`PostgreSQL could not make its data folder ${fresh}: ${ran.output}`);
    await rename(fresh, place.cluster);
    return undefined;
  } finally {
    await rm(handover, { force: true });
  }
}
