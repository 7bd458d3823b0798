import type { Reply, Request } from '../../shared/contract/router.ts';
import type { Bridge } from './bridge.ts';

/** What Electron's preload puts on the window. */
interface Preloaded {
  readonly call: (request: Request) => Promise<Reply>;
  readonly subscribe: (topic: string, listener: (message: unknown) => void) => () => void;
}

declare global {
  interface Window {
    readonly bloodmobile?: Preloaded;
  }
}

/** The bridge of the desktop window. Its core is a child of the same program, so its reach is learnt from the calls. */
export function createElectronBridge(preloaded: Preloaded): Bridge {
  const listeners = new Set<Parameters<Bridge['onConnection']>[0]>();
  const tell = (connection: 'up' | 'down'): void => {
    for (const listener of listeners) listener(connection);
  };
  return {
    call: async (request) => {
      try {
        const reply = await preloaded.call(request);
        tell('up');
        return reply;
      } catch (lost) {
        tell('down');
        throw lost;
      }
    },
    subscribe: preloaded.subscribe,
    onConnection: (listener) => {
      listeners.add(listener);
      listener('up');
      return () => listeners.delete(listener);
    },
  };
}
