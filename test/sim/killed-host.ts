import { randomUUID } from 'node:crypto';
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import type { Reply, Request } from '../../shared/contract/router.ts';
import type { Workstation } from '../../scripts/day/hands.ts';

const startMsMax = 20_000;
const retryMs = 40;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The browser host as a process of its own that is killed and started again while people work with it. */
export interface KilledHost extends Workstation {
  readonly start: () => Promise<void>;
  /** kill -9; resolves when the process is gone. */
  readonly kill: () => Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
}

export function createKilledHost(args: readonly string[], port: number, token: string): KilledHost {
  const origin = `http://127.0.0.1:${port}`;
  // As a browser: the same machine for what it hears and what it asks.
  const headers = {
    ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    cookie: `bloodmobile-${port}-machine=${randomUUID()}`,
  };
  const listeners = new Set<(topic: string, message: unknown) => void>();
  let child: ChildProcess | undefined;
  let isEnded = false;

  const listen = (): void => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/events`, { headers });
    socket.on('message', (data: Buffer) => {
      const { topic, message } = JSON.parse(data.toString('utf8')) as {
        topic: string;
        message: unknown;
      };
      for (const listener of listeners) listener(topic, message);
    });
    // The process was killed: the next start listens again.
    socket.on('error', () => socket.terminate());
  };

  const exited = (killed: ChildProcess): Promise<number | null> =>
    new Promise((resolve) => killed.once('exit', (code) => resolve(code)));

  return {
    start: async () => {
      const started = spawn(
        process.execPath,
        ['electron/browser/main.ts', ...args, '--port', String(port), `--token=${token}`],
        { stdio: ['ignore', 'pipe', 'ignore'] },
      );
      child = started;
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('the host did not start')), startMsMax);
        createInterface({ input: started.stdout }).once('line', () => {
          clearTimeout(timer);
          resolve();
        });
        started.once('exit', (code) => reject(new Error(`the host ended with ${String(code)}`)));
      });
      listen();
    },
    kill: async () => {
      if (!child) return;
      const gone = exited(child);
      child.kill('SIGKILL');
      await gone;
    },
    stop: async () => {
      isEnded = true;
      if (!child || child.exitCode !== null) return null;
      const gone = exited(child);
      child.kill('SIGTERM');
      return gone;
    },
    // What the page does: the same request with the same command id until there is an answer.
    request: async (request: Request): Promise<Reply> => {
      for (;;) {
        try {
          const response = await fetch(`${origin}/call`, {
            method: 'POST',
            headers,
            body: JSON.stringify(request),
          });
          return (await response.json()) as Reply;
        } catch (fault) {
          if (isEnded) throw fault;
          await wait(retryMs);
        }
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
