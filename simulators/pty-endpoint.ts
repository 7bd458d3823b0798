import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Endpoint, EndpointOptions, OnBytes } from './endpoint.ts';

const START_WAIT_MS = 5000;
const LOOK_MS = 10;
const RESPAWN_MS = 20;
const LOG_CHARS_MAX = 16_384;

/** Whether the program that makes pseudo-terminals is installed (Debian: `apt-get install socat`). */
export const hasSocat = (): boolean => spawnSync('socat', ['-V'], { stdio: 'ignore' }).status === 0;

/** A program that is not installed makes its own status undefined, so this is false everywhere but on Linux. */
const hasSetpriv = (): boolean =>
  spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true'], { stdio: 'ignore' }).status === 0;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const waitForFile = async (path: string): Promise<void> => {
  for (let waited = 0; !existsSync(path); waited += LOOK_MS) {
    if (waited > START_WAIT_MS) throw new Error(`no pseudo-terminal appeared at ${path}`);
    await pause(LOOK_MS);
  }
};

/**
 * A real pseudo-terminal behind a fixed name. socat passes bytes on only while somebody has the terminal open and ends
 * when it is closed; it is then started again under the same name, as often as that happens.
 */
export const openPtyEndpoint = async (
  options: EndpointOptions,
  onBytes: OnBytes,
): Promise<Endpoint> => {
  const folder = mkdtempSync(join(tmpdir(), 'bloodmobile-sim-'));
  const path = join(folder, options.name);
  // Without it a socat whose terminal nobody has open would outlive a simulator that was killed.
  const prefix = hasSetpriv() ? ['setpriv', '--pdeathsig', 'TERM'] : [];
  let child: ChildProcess | null = null;
  let isPlugged = false;
  let isConnected = false;

  const start = (): void => {
    const pty = `pty,raw,echo=0,link=${path},wait-slave,pty-interval=0.02`;
    const [program = 'socat', ...args] = [...prefix, 'socat', '-d', '-d', pty, 'STDIO'];
    const started = spawn(program, args, { stdio: 'pipe' });
    child = started;
    let log = '';
    started.stdout.on('data', (bytes: Buffer) => onBytes(new Uint8Array(bytes)));
    started.stderr.on('data', (text: Buffer) => {
      log = (log + text.toString('latin1')).slice(-LOG_CHARS_MAX);
      if (child === started && log.includes('starting data transfer loop')) isConnected = true;
    });
    // Writing to one that is just ending fails; those bytes are lost, as on a cable.
    started.stdin.on('error', () => {});
    started.on('error', () => {});
    started.on('close', () => {
      if (child !== started) return;
      child = null;
      isConnected = false;
      if (isPlugged) setTimeout(restart, RESPAWN_MS);
    });
  };
  const restart = (): void => {
    if (isPlugged && child === null) start();
  };

  const plug = async (): Promise<void> => {
    if (isPlugged) return;
    isPlugged = true;
    start();
    await waitForFile(path);
  };
  const unplug = async (): Promise<void> => {
    isPlugged = false;
    isConnected = false;
    const ended = child;
    child = null;
    if (ended !== null && ended.exitCode === null && ended.signalCode === null) {
      await new Promise<void>((resolve) => {
        ended.once('close', () => resolve());
        ended.kill('SIGTERM');
      });
    }
    rmSync(path, { force: true });
  };

  await plug();
  return {
    url: `serial:${path}?baud=${options.baud}`,
    isConnected: () => isConnected,
    send: (bytes) => {
      if (isConnected) child?.stdin?.write(bytes);
    },
    unplug,
    plug,
    close: async () => {
      await unplug();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
