import type { Reply, Request } from '../../shared/contract/router.ts';

/** `up`: the core answers. `down`: it does not, and the page says so. */
export type Connection = 'up' | 'down';

export type Unsubscribe = () => void;

/** All that the page knows of the program behind it. A host gives one: Electron's preload, or HTTP and a WebSocket. */
export interface Bridge {
  /** Throws when no reply came: the work may or may not have been done, so ask again with the same command id. */
  readonly call: (request: Request) => Promise<Reply>;
  readonly subscribe: (topic: string, listener: (message: unknown) => void) => Unsubscribe;
  /** Tells the present state at once, and then each change. */
  readonly onConnection: (listener: (connection: Connection) => void) => Unsubscribe;
}

/** The host answered, and does not know who asks: the page was opened without its token. */
export class NotPaired extends Error {}
