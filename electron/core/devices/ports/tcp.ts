import { createConnection, type Socket } from 'node:net';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { LossReason, Port, PortListener } from '../line.ts';

const CONNECT_TIMEOUT_MS = 3000;
const KEEP_ALIVE_MS = 10_000;

const REASONS: Readonly<Record<string, LossReason>> = {
  ECONNREFUSED: 'not-there',
  EHOSTUNREACH: 'not-there',
  ENETUNREACH: 'not-there',
  ENOTFOUND: 'not-there',
  EAI_AGAIN: 'not-there',
  ETIMEDOUT: 'timed-out',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  ECONNRESET: 'unplugged',
  EPIPE: 'unplugged',
};

const reasonOf = (error: NodeJS.ErrnoException): LossReason =>
  REASONS[error.code ?? ''] ?? 'port-error';

const closeSocket = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.closed) return resolve();
    socket.once('close', () => resolve());
    socket.destroySoon();
  });

/** Connects to a device that listens, such as a label printer on port 9100 or a serial server. */
export const openTcp = (
  url: { readonly host: string; readonly port: number },
  listener: PortListener,
): Promise<Result<Port, LossReason>> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: url.host, port: url.port });
    let isOpen = false;
    let isDone = false;
    let reason: LossReason = 'unplugged';
    socket.setNoDelay(true);
    // A printer that lost its power sends no goodbye; without this the line would look open for hours.
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => {
      reason = 'timed-out';
      socket.destroy();
    });
    socket.on('data', (bytes: Buffer) => listener.onBytes(new Uint8Array(bytes)));
    socket.on('error', (error) => {
      reason = reasonOf(error);
    });
    socket.on('close', () => {
      if (isDone) return;
      isDone = true;
      if (isOpen) listener.onLost(reason);
      else resolve(err(reason));
    });
    socket.once('connect', () => {
      isOpen = true;
      socket.setTimeout(0);
      resolve(
        ok({
          write: (bytes) =>
            new Promise((written) => {
              socket.write(bytes, (error) => written(error ? err(reasonOf(error)) : ok(undefined)));
            }),
          close: () => {
            isDone = true;
            return closeSocket(socket);
          },
        }),
      );
    });
  });
