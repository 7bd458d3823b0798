import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findBrowser } from './browsers.mjs';
import { runChild } from './child.mjs';
import { say, SetupFailure, secondsSince } from './say.mjs';

/** @typedef {'socat' | 'chromium' | 'fonts-noto-cjk' | 'cups-daemon' | 'cups-client'} SystemPackage by its Debian name */

/** @type {Record<SystemPackage, { isThere: () => boolean, reason: string }>} */
const packages = {
  socat: { isThere: () => isOnPath('socat'), reason: 'simulated serial ports' },
  chromium: { isThere: () => findBrowser() !== undefined, reason: 'the page in a browser' },
  'cups-daemon': { isThere: () => isOnPath('cupsd'), reason: 'a print queue' },
  'cups-client': { isThere: () => isOnPath('lpadmin'), reason: 'a print queue' },
  'fonts-noto-cjk': { isThere: hasChineseFont, reason: 'Chinese text' },
};

/**
 * @param {readonly SystemPackage[]} wanted
 * @returns {SystemPackage[]} those that are missing
 */
export function missingPackages(wanted) {
  return wanted.filter((name) => !packages[name].isThere());
}

/**
 * Installs them where that is possible (Debian, as root), else says the one command that would.
 *
 * @param {readonly SystemPackage[]} missing
 * @param {{ needed: boolean }} task `needed`: it cannot go on without them
 */
export async function installPackages(missing, { needed }) {
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const why = missing.map((name) => `${name} (${packages[name].reason})`).join(', ');
  if (!isOnPath('apt-get')) {
    return goOnWithout(
      `Missing here: ${why}. Install ${missing.length > 1 ? 'them' : 'it'} with your system's package manager.`,
      needed,
    );
  }
  if (process.getuid?.() !== 0) {
    return goOnWithout(`Missing here: ${why}. Run: sudo apt-get update && sudo ${command}`, needed);
  }
  const startedAtMs = Date.now();
  say(`Installing ${why} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const args = [
    '-q',
    '-o',
    'Dpkg::Use-Pty=0',
    '-o',
    'DPkg::Lock::Timeout=300',
    '-o',
    'Acquire::Retries=2',
  ];
  const updated = await runChild('apt-get', [...args, 'update'], { env, quiet: true });
  const { exitCode } = await runChild(
    'apt-get',
    [...args, 'install', '-y', '--no-install-recommends', ...missing],
    { env, quiet: true },
  );
  if (exitCode !== 0) {
    const network = updated.exitCode === 0 ? 'the reason is above' : 'its mirror cannot be reached';
    return goOnWithout(
      `apt-get could not install ${missing.join(', ')}: ${network}. Later: ${command}`,
      needed,
    );
  }
  say(`System packages are there (${secondsSince(startedAtMs)}).`);
}

/**
 * @param {string} sentence
 * @param {boolean} needed
 */
function goOnWithout(sentence, needed) {
  if (needed) throw new SetupFailure(`${sentence}\nThen run the same command again.`);
  say(`${sentence}\nGoing on without.`);
}

/** @param {string} name */
function isOnPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}

function hasChineseFont() {
  if (process.platform !== 'linux') return true;
  if (existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')) return true;
  const { stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], {
    encoding: 'utf8',
    timeout: 5_000,
  });
  return typeof stdout === 'string' && stdout.trim() !== '';
}
