import { connect, createServer, type Socket } from 'node:net';
import { listenHere } from './loopback.ts';

/** An address of this machine that stands for another one. */
export interface Wire {
  readonly url: string;
  /** All connections end; the next ones get through. */
  readonly fall: () => void;
  /** All connections end, and nobody answers until it is restored. */
  readonly close: () => Promise<void>;
  readonly restore: () => Promise<void>;
}

/** What passes between somebody who connected here and the other address; `fall` ends both. */
export type Carry = (near: Socket, far: Socket, fall: () => void) => void;

/** Puts a wire before a server: each connection is connected through, and `carry` says what passes. */
export async function openWire(to: string, carry: Carry): Promise<Wire> {
  const { hostname, port } = new URL(to);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect({ host: hostname, port: Number(port) });
    const fall = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', fall).on('close', () => {
        sockets.delete(socket);
        fall();
      });
    }
    carry(near, far, fall);
  });
  const fall = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const ownPort = await listenHere(server);
  return {
    url: `http://127.0.0.1:${ownPort}`,
    fall,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        fall();
      }),
    restore: async () => void (await listenHere(server, ownPort)),
  };
}
