import { join } from 'node:path';
import {
  MessageChannelMain,
  type MessagePortMain,
  type UtilityProcess,
  utilityProcess,
} from 'electron';
import type { Reply, Request } from '../../shared/contract/router.ts';
import type { FromCore, ToCore } from './core-messages.ts';
import { PendingCalls } from './pending-calls.ts';
import { restartDelayMs, steadyAfterMs } from './restart-delay.ts';

const closeMsMax = 10_000;

export interface CoreProcessEvents {
  readonly onMessage: (topic: string, message: unknown) => void;
  /** The core cannot run as things are; it is not started again by itself. */
  readonly onRefused: (sentence: string) => void;
}

/** The core in a process of its own: a crash in it costs a second, not the window, and the other way round. */
export class CoreProcess {
  readonly #args: readonly string[];
  readonly #events: CoreProcessEvents;
  readonly #pending = new PendingCalls();
  #child: UtilityProcess | undefined;
  #port: MessagePortMain | undefined;
  #restart: NodeJS.Timeout | undefined;
  #deathsInARow = 0;
  #stopped = false;

  /** `args` are the command line's: data folder, station, devices. */
  constructor(args: readonly string[], events: CoreProcessEvents) {
    this.#args = args;
    this.#events = events;
  }

  start(): void {
    this.#stopped = false;
    const startedAtMs = performance.now();
    const { port1, port2 } = new MessageChannelMain();
    const child = utilityProcess.fork(join(import.meta.dirname, 'core-entry.js'), [...this.#args], {
      serviceName: 'bloodmobile-core',
      stdio: 'inherit',
    });
    port1.on('message', ({ data }) => this.#receive(data as FromCore)); // Sent by core-entry.ts, and by nothing else.
    port1.start();
    child.once('exit', () => this.#ended(child, performance.now() - startedAtMs));
    child.postMessage('port', [port2]);
    this.#child = child;
    this.#port = port1;
  }

  /** Throws when no reply came, so that the page asks again with the same command id. */
  call(request: Request): Promise<Reply> {
    const port = this.#port;
    if (port === undefined) return Promise.reject(new Error('the core is starting again'));
    return this.#pending.add((id) =>
      port.postMessage({ kind: 'call', id, request } satisfies ToCore),
    );
  }

  /** Lets the core finish what it has begun; ends it after a while all the same. */
  async close(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (child === undefined) return;
    await new Promise<void>((resolve) => {
      const deadline = setTimeout(() => child.kill(), closeMsMax);
      child.once('exit', () => {
        clearTimeout(deadline);
        resolve();
      });
      this.#port?.postMessage({ kind: 'close' } satisfies ToCore);
    });
  }

  #receive(message: FromCore): void {
    switch (message.kind) {
      case 'ready':
        return;
      case 'refused':
        this.#stopped = true;
        this.#child?.kill();
        this.#events.onRefused(message.sentence);
        return;
      case 'reply':
        this.#pending.settle(message.id, message.reply);
        return;
      case 'message':
        this.#events.onMessage(message.topic, message.message);
        return;
    }
  }

  #ended(child: UtilityProcess, ranMs: number): void {
    if (child !== this.#child) return;
    this.#port?.close();
    this.#child = undefined;
    this.#port = undefined;
    this.#pending.loseAll("the core's process ended");
    if (this.#stopped) return;
    this.#deathsInARow = ranMs > steadyAfterMs ? 1 : this.#deathsInARow + 1;
    this.#restart = setTimeout(() => this.start(), restartDelayMs(this.#deathsInARow));
  }
}
