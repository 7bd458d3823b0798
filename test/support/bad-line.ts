import { connect, createServer, type Socket } from 'node:net';
import { listenHere } from '../../simulators/loopback.ts';

/** What the wire does to requests. Those that fetch (GET) and those that send (POST) are treated apart. */
export type Behaviour =
  | { readonly kind: 'pass' }
  /** The connection falls as soon as a request begins. */
  | { readonly kind: 'drop' }
  /** That many bytes of a request get through, then the connection falls. */
  | { readonly kind: 'cut-after'; readonly bytes: number }
  /** The station gets the request; its reply is lost with the connection. */
  | { readonly kind: 'lose-reply' }
  /** Somebody else answers: these bytes, then the connection ends. */
  | { readonly kind: 'answer'; readonly text: string };

export interface BadLine {
  readonly url: string;
  readonly behave: (given: { readonly get?: Behaviour; readonly post?: Behaviour }) => void;
  readonly posts: () => number;
  readonly close: () => Promise<void>;
}

const pass: Behaviour = { kind: 'pass' };

/** A wire between a vehicle and a station that does what a test says. */
export async function createBadLine(stationUrl: string): Promise<BadLine> {
  const { hostname, port } = new URL(stationUrl);
  const sockets = new Set<Socket>();
  let get: Behaviour = pass;
  let post: Behaviour = pass;
  let posts = 0;

  const carry = (vehicle: Socket): void => {
    const station = connect({ host: hostname, port: Number(port) });
    let now: Behaviour = pass;
    let carried = 0;
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
    vehicle.on('data', (bytes) => {
      const begins = /^(GET|POST) /.exec(bytes.subarray(0, 5).toString('latin1'));
      if (begins) {
        now = begins[1] === 'GET' ? get : post;
        carried = 0;
        if (begins[1] === 'POST') posts += 1;
      }
      if (now.kind === 'drop') return fall();
      if (now.kind === 'answer') return void vehicle.end(now.text);
      const room = now.kind === 'cut-after' ? now.bytes - carried : bytes.length;
      carried += bytes.length;
      station.write(bytes.subarray(0, Math.max(0, room)));
      // What was written must have left before the connection falls.
      if (room < bytes.length || (now.kind === 'cut-after' && room === bytes.length)) {
        station.end(() => setImmediate(fall));
      }
    });
    station.on('data', (bytes) => {
      if (now.kind === 'pass') vehicle.write(bytes);
      // A request shorter than the cut got through whole; then it is its reply that is lost.
      else fall();
    });
  };

  const server = createServer(carry);
  const ownPort = await listenHere(server);
  const fallAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${ownPort}`,
    behave: (given) => {
      get = given.get ?? pass;
      post = given.post ?? pass;
      fallAll();
    },
    posts: () => posts,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        fallAll();
      }),
  };
}

/** An HTTP reply as text. */
export const httpReply = (
  status: string,
  type: string,
  body: string,
  length = Buffer.byteLength(body),
): string =>
  `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n${body}`;
