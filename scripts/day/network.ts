import { createServer, connect, type Socket } from 'node:net';
import { listenHere } from '../../simulators/loopback.ts';

export interface Network {
  /** The station's address as the vehicle reaches it. */
  readonly url: string;
  /** No network in the village: what is under way breaks, and nobody answers until it is back. */
  readonly cut: () => Promise<void>;
  readonly restore: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A wire between vehicle and station that can be cut. */
export async function createNetwork(stationUrl: string): Promise<Network> {
  const { hostname, port } = new URL(stationUrl);
  const sockets = new Set<Socket>();
  const server = createServer((vehicle) => {
    const station = connect({ host: hostname, port: Number(port) });
    for (const [one, other] of [
      [vehicle, station],
      [station, vehicle],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const cut = (): Promise<void> =>
    new Promise((closed) => {
      server.close(() => closed());
      drop();
    });
  const ownPort = await listenHere(server);
  return {
    url: `http://127.0.0.1:${ownPort}`,
    cut,
    restore: async () => void (await listenHere(server, ownPort)),
    close: cut,
  };
}
