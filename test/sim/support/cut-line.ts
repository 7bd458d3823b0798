import type { Socket } from 'node:net';
import { openWire } from '../../../simulators/wire.ts';

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
  let limit: number | null = null;
  let isDown = false;
  let last = { request: 0, reply: 0 };

  const wire = await openWire(stationUrl, (vehicle, station, fall) => {
    let isPost = false;
    let request = 0;
    let reply = 0;
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
  });
  return {
    url: wire.url,
    cutAfter: (bytes) => {
      limit = bytes;
      isDown = false;
    },
    passed: () => last,
    close: wire.close,
  };
}
