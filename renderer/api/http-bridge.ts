import type { Reply } from '../../shared/contract/router.ts';
import { type Bridge, type Connection, NotPaired } from './bridge.ts';
import { keepEventSocket } from './event-socket.ts';

/** Longer than any call of the core; a sync over a bad line is the slowest. */
const replyMaxMs = 120_000;

const isReply = (value: unknown): value is Reply =>
  typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';

/** The bridge of a browser: `POST /call` and the WebSocket `/events` of the host that served the page. */
export function createHttpBridge(page: Location): Bridge {
  const topics = new Map<string, Set<(message: unknown) => void>>();
  const watchers = new Set<(connection: Connection) => void>();
  let connection: Connection = 'up';

  const address = new URL('events', page.href.split('#')[0]);
  // The page's own query carries the token: a browser that refuses the cookie still gets its events.
  address.search = page.search;
  address.protocol = page.protocol === 'https:' ? 'wss:' : 'ws:';
  keepEventSocket(address.href, {
    onMessage: (topic, message) => {
      for (const listener of topics.get(topic) ?? []) listener(message);
    },
    onConnection: (now) => {
      connection = now;
      for (const watcher of watchers) watcher(now);
    },
  });

  return {
    call: async (request) => {
      const response = await fetch('call', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
        signal: AbortSignal.timeout(replyMaxMs),
      });
      if (response.status === 401 || response.status === 403) throw new NotPaired();
      const reply: unknown = await response.json();
      if (!isReply(reply)) throw new Error(`no reply: HTTP ${response.status}`);
      return reply;
    },
    subscribe: (topic, listener) => {
      const listeners = topics.get(topic) ?? new Set();
      listeners.add(listener);
      topics.set(topic, listeners);
      return () => listeners.delete(listener);
    },
    onConnection: (watcher) => {
      watchers.add(watcher);
      watcher(connection);
      return () => watchers.delete(watcher);
    },
  };
}
