import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const filesMax = 20_000;

/**
 * SHA-256 over the names and contents of files, folders walked in name order.
 *
 * @param {string} root
 * @param {readonly string[]} paths files and folders below `root`; one that is missing counts as empty
 * @param {readonly string[]} [words] anything else that must not change
 */
export function fingerprint(root, paths, words = []) {
  const hash = createHash('sha256');
  for (const word of words) hash.update(`${word}\0`);
  const files = paths.flatMap((path) => filesBelow(join(root, path)));
  if (files.length > filesMax)
    throw new Error(`more than ${filesMax} files below ${paths.join(', ')}`);
  for (const file of files) {
    const content = readFileSync(file);
    hash
      .update(`${relative(root, file).split(sep).join('/')}\0${content.length}\0`)
      .update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .filter((name) => name !== 'node_modules')
    .flatMap((name) => filesBelow(join(path, name)));
}

/**
 * @param {string} path
 * @param {string} expected
 */
export function stampIs(path, expected) {
  return existsSync(path) && readFileSync(path, 'utf8').trim() === expected;
}
