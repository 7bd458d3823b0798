import { spawn } from 'node:child_process';

const forwarded = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
const tailBytesMax = 64 * 1024;

/**
 * @typedef {object} Ended
 * @property {number} exitCode
 * @property {NodeJS.Signals | null} signal
 * @property {string} tail the last of its standard error, empty when that was inherited
 */

/**
 * Runs a command to its end and passes on the signals that this process is sent meanwhile, so that
 * stopping npm, this script or the task stops all three.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} [options]
 *   `quiet`: a set-up tool; its output goes to standard error and its tail is kept for the explanation
 * @returns {Promise<Ended>}
 */
export function runChild(command, args, { cwd, env, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: quiet ? ['ignore', 2, 'pipe'] : 'inherit',
      windowsHide: true,
      ...(cwd === undefined ? {} : { cwd }),
      ...(env === undefined ? {} : { env }),
    });
    const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    for (const signal of forwarded) process.on(signal, forward);
    let tail = '';
    child.stderr?.on('data', (/** @type {Buffer} */ chunk) => {
      process.stderr.write(chunk);
      tail = (tail + chunk.toString()).slice(-tailBytesMax);
    });
    child.on('error', (error) => {
      for (const signal of forwarded) process.off(signal, forward);
      reject(error);
    });
    child.on('close', (code, signal) => {
      for (const each of forwarded) process.off(each, forward);
      resolve({ exitCode: code ?? 1, signal, tail });
    });
  });
}
