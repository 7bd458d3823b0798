import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { say, SetupFailure } from './say.mjs';

const waitMinutesMax = 20;
const pollMs = 250;
/** The holder touches its lock this often … */
const beatMs = 2_000;
/** … and one untouched for this long is left over: a process id alone may belong to somebody else after a restart. */
const silenceMsMax = 30_000;

/**
 * Runs `work` while no other process of this project does. The lock is a file with the holder's
 * process id; a left-over one is taken over.
 *
 * @template T
 * @param {string} lockPath
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusively(lockPath, work) {
  mkdirSync(dirname(lockPath), { recursive: true });
  const giveUpAtMs = Date.now() + waitMinutesMax * 60_000;
  for (let told = false; !take(lockPath); ) {
    const holder = read(lockPath);
    if (holder === undefined) continue;
    if (!isHeld(holder)) {
      removeLeftOver(lockPath, holder.pid);
      continue;
    }
    if (!told) say(`Another set-up is running here (process ${holder.pid}); waiting for it.`);
    told = true;
    if (Date.now() > giveUpAtMs) {
      throw new SetupFailure(
        `Process ${holder.pid} has been setting up for ${waitMinutesMax} minutes. End it, then run the same command again.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  const beat = setInterval(() => utimesSync(lockPath, new Date(), new Date()), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(lockPath, { force: true });
  }
}

/**
 * Links a finished file into place, so that nobody ever reads a lock without its process id.
 *
 * @param {string} lockPath
 */
function take(lockPath) {
  const own = `${lockPath}.${process.pid}`;
  writeFileSync(own, `${process.pid}\n`);
  try {
    linkSync(own, lockPath);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** @typedef {{ pid: number, silentMs: number }} Holder */

/**
 * @param {string} path
 * @returns {Holder | undefined} undefined when it has just been released
 */
function read(path) {
  try {
    const pid = Number.parseInt(readFileSync(path, 'utf8'), 10);
    return { pid, silentMs: Date.now() - statSync(path).mtimeMs };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param {Holder} holder */
function isHeld({ pid, silentMs }) {
  if (silentMs > silenceMsMax) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process answers EPERM, and is alive.
    return codeOf(error) === 'EPERM';
  }
}

/**
 * Renaming lets only one of several waiting processes remove it; if it was taken over in between,
 * it is put back.
 *
 * @param {string} lockPath
 * @param {number} pid the holder seen to be gone
 */
function removeLeftOver(lockPath, pid) {
  const aside = `${lockPath}.left-over.${process.pid}`;
  try {
    renameSync(lockPath, aside);
    if (read(aside)?.pid !== pid) linkSync(aside, lockPath);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
