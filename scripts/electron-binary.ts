import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const packageFolder = resolve(import.meta.dirname, '../node_modules/electron');
const failedStamp = resolve(import.meta.dirname, '../.tools/electron-not-fetched');
const fetchMsMax = 20_000;
const tryAgainAfterMs = 24 * 60 * 60 * 1000;

/**
 * Electron's program, or undefined when it is not there and cannot be fetched within 20 s. A failed
 * try is remembered for a day (`again` tries all the same): npm brings the package, not the program.
 */
export async function electronBinary({ again = false } = {}): Promise<string | undefined> {
  const present = installed();
  if (present !== undefined) return present;
  if (!again && failedLately()) return undefined;
  console.error(`Fetching Electron (at most ${fetchMsMax / 1000} s) …`);
  await fetchOnce();
  const fetched = installed();
  if (fetched === undefined) {
    mkdirSync(join(failedStamp, '..'), { recursive: true });
    writeFileSync(failedStamp, '');
  } else {
    rmSync(failedStamp, { force: true });
  }
  return fetched;
}

function installed(): string | undefined {
  const named = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const dist = named ?? join(packageFolder, 'dist');
  const pathFile = join(packageFolder, 'path.txt');
  const program = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : defaultProgram();
  const path = join(dist, program);
  return existsSync(path) ? path : undefined;
}

function defaultProgram(): string {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

function failedLately(): boolean {
  return existsSync(failedStamp) && Date.now() - statSync(failedStamp).mtimeMs < tryAgainAfterMs;
}

/** The package's own fetcher, which checks the hash; its words are of no use to the person waiting. */
function fetchOnce(): Promise<void> {
  const child = spawn(process.execPath, [join(packageFolder, 'install.js')], {
    cwd: packageFolder,
    stdio: 'ignore',
    timeout: fetchMsMax,
    killSignal: 'SIGKILL',
  });
  return new Promise((done) => {
    child.once('error', () => done());
    child.once('close', () => done());
  });
}
