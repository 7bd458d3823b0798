import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  return { path, version, bring: () => bring({ root, name, home, path, version }) };
}

/** @param {{ root: string, name: string, home: string, path: string, version: string }} wanted */
async function bring({ root, name, home, path, version }) {
  if (existsSync(path)) return;
  const startedAtMs = Date.now();
  say(`Bringing Node ${version} into .tools/ (${process.versions.node} is running; about 60 MB) …`);
  const staging = `${home}.${process.pid}`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  try {
    writeOnePackage(root, staging, name, version);
    await runNpm({
      node: process.execPath,
      args: ['ci', '--ignore-scripts'],
      cwd: staging,
      what: `bring Node ${version}`,
    });
    rmSync(home, { recursive: true, force: true });
    renameSync(staging, home);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  say(`Node ${version} is there (${secondsSince(startedAtMs)}).`);
}

/**
 * The lockfile holds every platform's package as an optional one, and npm says nothing when an optional
 * package cannot be fetched: here it is a plain dependency, with the same hash.
 *
 * @param {string} root
 * @param {string} folder
 * @param {string} name
 * @param {string} version
 */
function writeOnePackage(root, folder, name, version) {
  const lock = JSON.parse(readFileSync(join(root, 'scripts/node-24/package-lock.json'), 'utf8'));
  const { optional: _, ...locked } = lock.packages[`node_modules/${name}`];
  const wanted = {
    name: 'bloodmobile-node-24',
    version: '1.0.0',
    dependencies: { [name]: version },
  };
  const packages = { '': wanted, [`node_modules/${name}`]: locked };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(wanted));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...lock, packages }));
}
