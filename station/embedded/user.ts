import { readFile, stat } from 'node:fs/promises';
import type { Binaries } from './binaries.ts';
import { type Ran, type RunOptions, run } from './run.ts';

/** Runs PostgreSQL's programs as a user PostgreSQL accepts. */
export interface ServerUser {
  /** Who must own the cluster's folder; undefined: the user of this process. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  readonly run: (command: string, args: readonly string[], options: RunOptions) => Promise<Ran>;
}

export const thisUser: ServerUser = { owner: undefined, run };

const probeMs = 10_000;

/** PostgreSQL refuses to run as root, so root needs somebody else to run it. */
export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * Every way to run a program as the unprivileged owner of `folder`, the one with the fewest rights first.
 *
 * The checkout or the data folder may lie below a folder only root may enter (`mktemp -d`, /root): the capability to pass
 * through it is then left to the program. Containers often keep only CAP_DAC_OVERRIDE, hence the third way.
 */
export async function waysFromRoot(folder: string): Promise<readonly ServerUser[]> {
  const owner = await unprivilegedOwner(folder);
  const identity = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
  const viaSetpriv = (extra: readonly string[]): ServerUser => ({
    owner,
    run: (command, args, options) =>
      run('setpriv', [...identity, ...extra, '--', command, ...args], options),
  });
  const withCapability = (name: string) =>
    viaSetpriv([`--inh-caps=+${name}`, `--ambient-caps=+${name}`]);
  const plain: ServerUser = {
    owner,
    run: (command, args, options) => run(command, args, { ...options, ...owner }),
  };
  return [plain, withCapability('dac_read_search'), withCapability('dac_override')];
}

export async function canEnter(user: ServerUser, folder: string): Promise<boolean> {
  const tried = await user.run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { timeoutMs: probeMs });
  return tried.code === 0;
}

export async function canRun(user: ServerUser, binaries: Binaries): Promise<boolean> {
  const tried = await user.run(binaries.postgres, ['--version'], { timeoutMs: probeMs });
  return tried.code === 0;
}

// A folder made by an earlier run keeps its owner; a new one goes to `nobody`.
async function unprivilegedOwner(folder: string): Promise<{ uid: number; gid: number }> {
  const found = await stat(folder);
  if (found.uid !== 0) return { uid: found.uid, gid: found.gid };
  const passwd = await readFile('/etc/passwd', 'utf8');
  const nobody = passwd
    .split('\n')
    .find((line) => line.startsWith('nobody:'))
    ?.split(':');
  return { uid: Number(nobody?.[2] ?? 65_534), gid: Number(nobody?.[3] ?? 65_534) };
}
