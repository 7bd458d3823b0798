import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './child.mjs';
import { fingerprint, stampIs } from './fingerprint.mjs';
import { runNpm } from './npm.mjs';
import { linkPostgresLibraries } from './postgres-links.mjs';
import { say, SetupFailure, secondsSince } from './say.mjs';

/** @typedef {{ path: string, version: string }} Node */

const stampPath = 'node_modules/.bloodmobile-stamp';

/**
 * @param {string} root
 * @param {Node} node
 */
export function dependenciesAreThere(root, node) {
  return stampIs(join(root, stampPath), wanted(root, node));
}

/**
 * Installs exactly what the lockfile names. Packages' own install scripts do not run: what ours need
 * of them is done here, by name.
 *
 * @param {string} root
 * @param {Node} node
 */
export async function installDependencies(root, node) {
  const startedAtMs = Date.now();
  say('Installing the dependencies of the lockfile (about 400 MB, a minute or two) …');
  await runNpm({
    node: node.path,
    args: ['ci', '--ignore-scripts', '--include=dev', '--include=optional'],
    cwd: root,
    what: 'install the dependencies',
  });
  refuseGaps(root);
  linkPostgresLibraries(root);
  await checkNativeModules(root, node);
  writeFileSync(join(root, stampPath), `${wanted(root, node)}\n`);
  say(`Dependencies are there (${secondsSince(startedAtMs)}).`);
}

/**
 * @param {string} root
 * @param {Node} node
 */
function wanted(root, { version }) {
  const major = version.split('.')[0] ?? '';
  return fingerprint(root, ['package-lock.json'], [process.platform, process.arch, major]);
}

/**
 * npm goes on in silence when it cannot fetch an optional package, and each platform's programs
 * (PostgreSQL, the bundler, the formatter) are optional packages.
 *
 * @param {string} root
 */
function refuseGaps(root) {
  /** @type {{ packages: Record<string, { optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }> }} */
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const gaps = Object.entries(packages)
    .filter(
      ([, { optional, os, cpu }]) => optional === true && os !== undefined && cpu !== undefined,
    )
    .filter(
      ([, { os, cpu, libc }]) =>
        includes(os, process.platform) &&
        includes(cpu, process.arch) &&
        includes(libc, libcFamily()),
    )
    .map(([path]) => path)
    .filter((path) => !existsSync(join(root, path)));
  if (gaps.length === 0) return;
  throw new SetupFailure(
    `npm could not fetch ${gaps.join(', ')}. Check the network, then run the same command again.`,
  );
}

/**
 * @param {string[] | undefined} list
 * @param {string} value
 */
function includes(list, value) {
  return list === undefined || list.includes(value);
}

function libcFamily() {
  return existsSync('/etc/alpine-release') ? 'musl' : 'glibc';
}

/**
 * @param {string} root
 * @param {Node} node
 */
async function checkNativeModules(root, node) {
  const program = [
    "new (require('better-sqlite3-multiple-ciphers'))(':memory:').close()",
    "require('@serialport/bindings-cpp').autoDetect()",
  ].join(';');
  const { exitCode } = await runChild(node.path, ['-e', program], { cwd: root, quiet: true });
  if (exitCode === 0) return;
  const libc = existsSync('/etc/alpine-release') ? ' (Alpine: install libstdc++)' : '';
  throw new SetupFailure(
    `SQLite or the serial port does not load on ${process.platform} ${process.arch}${libc}; the reason is above.`,
  );
}
