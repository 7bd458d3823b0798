import { createServer, connect, type Socket } from 'node:net';

export interface Network {
  /** The station's address as the vehicle reaches it. */
  readonly url: string;
  /** No network in the village: connections are refused until it is back. */
  readonly cut: () => void;
  readonly restore: () => void;
  readonly close: () => Promise<void>;
}

/** A wire between vehicle and station that can be cut. */
export function createNetwork(stationUrl: string): Promise<Network> {
  const { hostname, port } = new URL(stationUrl);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((vehicle) => {
    if (isCut) return vehicle.destroy();
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
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no port was given');
      resolve({
        url: `http://127.0.0.1:${address.port}`,
        cut: () => {
          isCut = true;
          drop();
        },
        restore: () => {
          isCut = false;
        },
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            drop();
          }),
      });
    });
  });
}
