import { existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { runChild } from './child.mjs';
import { SetupFailure } from './say.mjs';

/**
 * The npm that runs this, else the one beside the running Node or on the PATH.
 *
 * @returns {string} path of its npm-cli.js
 */
export function findNpm() {
  const running = process.env.npm_execpath;
  if (running !== undefined && basename(running) === 'npm-cli.js' && existsSync(running)) {
    return running;
  }
  const nodeFolder = dirname(realpathSync(process.execPath));
  const folders = [nodeFolder, ...(process.env.PATH ?? '').split(delimiter)];
  for (const folder of folders.filter((each) => each !== '')) {
    const shim = join(folder, 'npm');
    const candidates = [
      join(folder, 'node_modules/npm/bin/npm-cli.js'),
      join(folder, '../lib/node_modules/npm/bin/npm-cli.js'),
      ...(existsSync(shim) ? [realpathSync(shim)] : []),
    ];
    const found = candidates.find((path) => basename(path) === 'npm-cli.js' && existsSync(path));
    if (found !== undefined) return found;
  }
  throw new SetupFailure(
    'npm was not found. It comes with Node: install Node 24 from its makers, then run the same command again.',
  );
}

/**
 * @param {{ node: string, args: readonly string[], cwd: string, what: string }} run
 *   `what` finishes the sentence "npm could not …"
 */
export async function runNpm({ node, args, cwd, what }) {
  const path = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`;
  const { exitCode, signal, tail } = await runChild(
    node,
    // Said here because the project's .npmrc silences npm for the sake of `npm run day -- --json`.
    [findNpm(), ...args, '--loglevel=warn', '--no-progress', '--no-audit', '--no-fund'],
    { cwd, env: { ...process.env, PATH: path }, quiet: true },
  );
  if (exitCode === 0 && signal === null) return;
  if (signal !== null) throw new SetupFailure(`Set-up was stopped (${signal}).`);
  throw new SetupFailure(`npm could not ${what}. ${advice(tail)}`);
}

/** @param {string} output */
function advice(output) {
  if (/ENOSPC/.test(output))
    return 'The disk is full: make room (2 GB), then run the same command again.';
  if (/EACCES|EPERM/.test(output)) {
    return 'It may not write here: give yourself the project folder (and the npm cache), then run the same command again.';
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET/.test(
      output,
    )
  ) {
    return 'Its registry cannot be reached: connect to the network (or set the proxy), then run the same command again.';
  }
  if (/EINTEGRITY/.test(output)) {
    return 'What arrived is not what the lockfile names: run `npm cache verify`, then the same command again.';
  }
  return 'The reason is above; once it is gone, run the same command again.';
}
