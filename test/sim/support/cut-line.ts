import { connect, createServer, type Socket } from 'node:net';
import { listenHere } from '../../../simulators/loopback.ts';

/** A wire to the station that falls after a number of bytes of the next POST: of its request, and beyond that of its reply. */
export interface CutLine {
  readonly url: string;
  /** null: everything passes. After the cut nothing is posted any more until this is said again. */
  readonly cutAfter: (bytes: number | null) => void;
  /** How long the last POST that passed whole was. */
  readonly passed: () => { readonly request: number; readonly reply: number };
  readonly close: () => Promise<void>;
}

export async function createCutLine(stationUrl: string): Promise<CutLine> {
  const { hostname, port } = new URL(stationUrl);
  const sockets = new Set<Socket>();
  let limit: number | null = null;
  let isDown = false;
  let last = { request: 0, reply: 0 };

  const carry = (vehicle: Socket): void => {
    const station = connect({ host: hostname, port: Number(port) });
    let isPost = false;
    let request = 0;
    let reply = 0;
    const fall = (): void => {
      vehicle.destroy();
      station.destroy();
    };
    for (const socket of [vehicle, station]) {
      sockets.add(socket);
      socket.on('error', fall).on('close', () => {
        sockets.delete(socket);
        fall();
      });
    }
    /** Passes what may still pass; then what was written leaves, and the wire falls. */
    const pass = (to: Socket, bytes: Buffer, before: number): void => {
      const room = limit === null || !isPost ? Number.POSITIVE_INFINITY : limit - before;
      if (bytes.length < room) return void to.write(bytes);
      isDown = true;
      to.end(bytes.subarray(0, room), () => setImmediate(fall));
    };
    vehicle.on('data', (bytes) => {
      const begins = /^(GET|POST) /.exec(bytes.subarray(0, 5).toString('latin1'));
      if (begins) {
        isPost = begins[1] === 'POST';
        [request, reply] = [0, 0];
        if (isPost && isDown) return fall();
      }
      pass(station, bytes, request);
      request += bytes.length;
    });
    station.on('data', (bytes) => {
      pass(vehicle, bytes, request + reply);
      reply += bytes.length;
      if (isPost && !isDown) last = { request, reply };
    });
  };

  const server = createServer(carry);
  const ownPort = await listenHere(server);
  return {
    url: `http://127.0.0.1:${ownPort}`,
    cutAfter: (bytes) => {
      limit = bytes;
      isDown = false;
    },
    passed: () => last,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
