import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './npm.mjs';
import { say, SetupFailure, secondsSince } from './say.mjs';

/**
 * The Node that runs everything: the running one when it is a 24, else the pinned one in `.tools/`,
 * brought from the registry with the npm that is running (its lockfile names the hash).
 *
 * The native modules need Node-API 10 and crash under Node 20; TypeScript is run directly.
 *
 * @param {string} root
 * @returns {{ path: string, version: string, bring?: () => Promise<void> }} `bring` when it is not there yet
 */
export function node24(root) {
  if (process.versions.node.startsWith('24.')) {
    return { path: process.execPath, version: process.versions.node };
  }
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  /** @type {Record<string, string>} */
  const pinned = JSON.parse(
    readFileSync(join(root, 'scripts/node-24/package.json'), 'utf8'),
  ).optionalDependencies;
  const version = pinned[name];
  if (version === undefined) {
    throw new SetupFailure(
      `Node ${process.versions.node} is running, 24 is needed, and none can be brought for ${process.platform} ${process.arch}. ` +
        'Install Node 24 from its makers, then run the same command again.',
    );
  }
  const home = join(root, '.tools', `node-${version}`);
  const path = join(
    home,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(path)) return { path, version };
  return { path, version, bring: () => bring({ root, home, path, version }) };
}

/** @param {{ root: string, home: string, path: string, version: string }} wanted */
async function bring({ root, home, path, version }) {
  if (existsSync(path)) return;
  const startedAtMs = Date.now();
  say(`Bringing Node ${version} into .tools/ (${process.versions.node} is running; about 60 MB) …`);
  const staging = `${home}.${process.pid}`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  try {
    for (const file of ['package.json', 'package-lock.json']) {
      copyFileSync(join(root, 'scripts/node-24', file), join(staging, file));
    }
    await runNpm({
      node: process.execPath,
      args: ['ci', '--ignore-scripts', '--include=optional'],
      cwd: staging,
      what: `bring Node ${version}`,
    });
    rmSync(home, { recursive: true, force: true });
    renameSync(staging, home);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  if (!existsSync(path)) {
    throw new SetupFailure(
      `npm left out the package of Node ${version} for this machine. Install Node 24 from its makers, then run the same command again.`,
    );
  }
  say(`Node ${version} is there (${secondsSince(startedAtMs)}).`);
}
