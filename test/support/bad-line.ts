import { openWire } from '../../simulators/wire.ts';

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
  let get: Behaviour = pass;
  let post: Behaviour = pass;
  let posts = 0;

  const wire = await openWire(stationUrl, (vehicle, station, fall) => {
    let now: Behaviour = pass;
    let carried = 0;
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
  });
  return {
    url: wire.url,
    behave: (given) => {
      get = given.get ?? pass;
      post = given.post ?? pass;
      wire.fall();
    },
    posts: () => posts,
    close: wire.close,
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
