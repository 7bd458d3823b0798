import { spawn } from 'node:child_process';
import { findBrowser } from './setup/browsers.mjs';

const startMsMax = 2_000;

/**
 * Opens `address` in a window of an installed browser, in an app window where the browser knows that,
 * and leaves it running. `false` when there is no browser or no screen: print the address then.
 */
export async function openBrowser(address: string, profileFolder: string): Promise<boolean> {
  if (process.platform === 'linux' && !hasScreen()) return false;
  const browser = findBrowser();
  if (browser !== undefined) return starts(browser, browserArgs(address, profileFolder));
  const [program, ...args] = openers[process.platform] ?? ['xdg-open'];
  return starts(program, [...args, address]);
}

/** What opens an address in the browser the person chose, by platform. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32.exe', 'url.dll,FileProtocolHandler'],
};

const hasScreen = (): boolean =>
  process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;

function browserArgs(address: string, profileFolder: string): string[] {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return [
    `--app=${address}`,
    `--user-data-dir=${profileFolder}`,
    '--no-first-run',
    '--no-default-browser-check',
    // Chromium refuses to start as root with its sandbox.
    ...(isRoot ? ['--no-sandbox'] : []),
  ];
}

/** It counts as started when it is still there after a moment, or has handed over to a running one. */
function starts(program: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.unref();
  return new Promise((resolve) => {
    const settled = setTimeout(() => resolve(true), startMsMax);
    child.once('error', () => {
      clearTimeout(settled);
      resolve(false);
    });
    child.once('exit', (code) => {
      clearTimeout(settled);
      resolve(code === 0);
    });
  });
}
