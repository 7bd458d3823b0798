import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './child.mjs';
import { fingerprint, stampIs } from './fingerprint.mjs';
import { say, SetupFailure, secondsSince } from './say.mjs';

const sources = ['renderer', 'shared', 'package-lock.json', 'tsconfig.base.json'];

/** @param {string} root */
export function pageIsBuilt(root) {
  return (
    existsSync(join(root, 'out/renderer/index.html')) &&
    stampIs(join(root, 'out/renderer.stamp'), fingerprint(root, sources))
  );
}

/**
 * Builds the page beside the old one and swaps them, so that a host that serves it never sees half.
 *
 * @param {string} root
 * @param {{ path: string }} node
 */
export async function buildPage(root, node) {
  const startedAtMs = Date.now();
  const wanted = fingerprint(root, sources);
  const built = join(root, 'out', `renderer.${process.pid}`);
  const old = `${built}.old`;
  const place = join(root, 'out/renderer');
  say('Building the page …');
  mkdirSync(join(root, 'out'), { recursive: true });
  try {
    const { exitCode } = await runChild(
      node.path,
      [
        'node_modules/vite/bin/vite.js',
        'build',
        ...['--config', 'renderer/vite.config.ts', '--outDir', built, '--logLevel', 'warn'],
      ],
      { cwd: root, quiet: true },
    );
    if (exitCode !== 0) throw new SetupFailure('The page could not be built; the reason is above.');
    if (existsSync(place)) renameSync(place, old);
    renameSync(built, place);
  } finally {
    for (const folder of [built, old]) rmSync(folder, { recursive: true, force: true });
  }
  writeFileSync(join(root, 'out/renderer.stamp'), `${wanted}\n`);
  say(`The page is built (${secondsSince(startedAtMs)}).`);
}
