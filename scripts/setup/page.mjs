import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './child.mjs';
import { fingerprint, stampIs } from './fingerprint.mjs';
import { say, SetupFailure, secondsSince } from './say.mjs';

/** @typedef {keyof typeof pages} PageName */

const common = ['shared', 'package-lock.json', 'tsconfig.base.json'];

/** Each is built into `out/<name>`. */
const pages = {
  renderer: {
    about: "the vehicle's page",
    config: 'renderer/vite.config.ts',
    sources: ['renderer', ...common],
  },
  station: {
    about: "the station's page",
    config: 'station/web/vite.config.ts',
    sources: ['station/web', 'station/contract', ...common],
  },
};

/**
 * @param {string} root
 * @param {PageName} name
 */
export function pageIsBuilt(root, name) {
  return (
    existsSync(join(root, 'out', name, 'index.html')) &&
    stampIs(join(root, `out/${name}.stamp`), fingerprint(root, pages[name].sources))
  );
}

/**
 * Builds a page beside the old one and swaps them, so that a host that serves it never sees half.
 *
 * @param {string} root
 * @param {PageName} name
 * @param {{ path: string }} node
 */
export async function buildPage(root, name, node) {
  const startedAtMs = Date.now();
  const { about, config, sources } = pages[name];
  const wanted = fingerprint(root, sources);
  const place = join(root, 'out', name);
  const built = `${place}.${process.pid}`;
  const old = `${built}.old`;
  say(`Building ${about} …`);
  mkdirSync(join(root, 'out'), { recursive: true });
  try {
    const { exitCode } = await runChild(
      node.path,
      [
        'node_modules/vite/bin/vite.js',
        'build',
        ...['--config', config, '--outDir', built, '--logLevel', 'warn'],
      ],
      { cwd: root, quiet: true },
    );
    if (exitCode !== 0) throw new SetupFailure('The page could not be built; the reason is above.');
    if (existsSync(place)) renameSync(place, old);
    renameSync(built, place);
  } finally {
    for (const folder of [built, old]) rmSync(folder, { recursive: true, force: true });
  }
  writeFileSync(`${place}.stamp`, `${wanted}\n`);
  say(`Built ${about} (${secondsSince(startedAtMs)}).`);
}
