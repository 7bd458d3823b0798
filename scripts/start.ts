/**
 * npm start [-- --browser | --electron] [arguments of the app]
 *
 * The app alone: in Electron where its program is there or can be fetched within 20 s, else in the
 * installed browser, else at an address it prints. Ends when the app ends.
 *
 *   --browser   do not try Electron
 *   --electron  try to fetch Electron again, though that failed within the last day
 */
import { resolve } from 'node:path';
import { electronBinary } from './electron-binary.ts';
import { openBrowser } from './open-browser.ts';
import { runBrowserHost } from './run-browser-host.ts';
import { runElectron } from './run-electron.ts';

const ours = ['--browser', '--electron'];
const given = process.argv.slice(2);
const appArgs = given.filter((word) => !ours.includes(word));
const wantsBrowser = given.includes('--browser');

const electron = wantsBrowser
  ? undefined
  : await electronBinary({ again: given.includes('--electron') });

if (electron !== undefined) {
  process.exitCode = await runElectron(electron, appArgs);
} else {
  if (!wantsBrowser) {
    console.error('Electron is not here and cannot be fetched now, so the app runs in a browser.');
  }
  const host = await runBrowserHost(appArgs);
  if (host.page !== undefined) {
    const opened = await openBrowser(host.page, resolve('.tools/browser-profile'));
    console.error(opened ? `The app is open (${host.page}).` : `Open in a browser: ${host.page}`);
  }
  process.exitCode = await host.ended;
}
