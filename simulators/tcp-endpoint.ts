import { createServer, type Socket } from 'node:net';
import type { Endpoint, EndpointOptions, OnBytes } from './endpoint.ts';
import { listenHere } from './loopback.ts';

const CLIENTS_MAX = 8;

/** A listening socket on 127.0.0.1; whoever connects is at the other end of the cable. */
export const openTcpEndpoint = async (
  options: EndpointOptions,
  onBytes: OnBytes,
): Promise<Endpoint> => {
  const clients = new Set<Socket>();
  const server = createServer((socket) => {
    if (clients.size >= CLIENTS_MAX) {
      socket.destroy();
      return;
    }
    clients.add(socket);
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => onBytes(new Uint8Array(bytes)));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => clients.delete(socket));
  });
  const port = await listenHere(server, options.port ?? 0);

  const unplug = (): Promise<void> =>
    new Promise((resolve) => {
      if (!server.listening) return resolve();
      server.close(() => resolve());
      for (const socket of clients) socket.destroy();
    });

  return {
    url: `tcp://127.0.0.1:${port}`,
    isConnected: () => clients.size > 0,
    send: (bytes) => {
      for (const socket of clients) if (socket.writable) socket.write(bytes);
    },
    unplug,
    plug: async () => {
      if (!server.listening) await listenHere(server, port);
    },
    close: unplug,
  };
};
