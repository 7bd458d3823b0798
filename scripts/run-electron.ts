import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { build } from 'electron-vite';
import { endWithSignals } from './end-with-signals.ts';

const root = resolve(import.meta.dirname, '..');

/**
 * Builds main process and preload (a second; the page is there already) and runs the app in Electron.
 * `args` are the app's: data folder, station, devices. Resolves with its exit code.
 */
export async function runElectron(program: string, args: readonly string[]): Promise<number> {
  await build({ root, logLevel: 'warn' });
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  // Chromium refuses to start as root with its sandbox; a vehicle's laptop never runs as root.
  const flags = isRoot ? ['--no-sandbox'] : [];
  return endWithSignals(spawn(program, [...flags, root, ...args], { stdio: 'inherit', cwd: root }));
}
