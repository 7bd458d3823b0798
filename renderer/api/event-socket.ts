import { reconnectDelayMs } from './backoff.ts';
import type { Connection } from './bridge.ts';

/** A socket that hears nothing for this long is taken for dead; the host pings well within it. */
const openingMaxMs = 5_000;

interface Events {
  readonly onMessage: (topic: string, message: unknown) => void;
  readonly onConnection: (connection: Connection) => void;
}

const isEvent = (value: unknown): value is { topic: string; message: unknown } =>
  typeof value === 'object' &&
  value !== null &&
  'topic' in value &&
  typeof value.topic === 'string';

const parse = (text: unknown): unknown => {
  if (typeof text !== 'string') return null;
  try {
    return JSON.parse(text);
  } catch {
    // A frame that is no JSON carries nothing the page could use; the next `changed` makes up for it.
    return null;
  }
};

/** Keeps one WebSocket to the host open as long as the page lives. */
export function keepEventSocket(address: string, events: Events): void {
  let attempt = 0;

  const open = (): void => {
    const socket = new WebSocket(address);
    let ended = false;
    const end = (): void => {
      if (ended) return;
      ended = true;
      clearTimeout(tooLong);
      events.onConnection('down');
      setTimeout(open, reconnectDelayMs(attempt, Math.random()));
      attempt += 1;
    };
    const tooLong = setTimeout(() => {
      socket.close();
      end();
    }, openingMaxMs);
    socket.addEventListener('open', () => {
      clearTimeout(tooLong);
      attempt = 0;
      events.onConnection('up');
    });
    socket.addEventListener('message', (frame: MessageEvent<unknown>) => {
      const event = parse(frame.data);
      if (isEvent(event)) events.onMessage(event.topic, event.message);
    });
    socket.addEventListener('close', end);
    socket.addEventListener('error', end);
  };

  open();
}
