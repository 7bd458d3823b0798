import type { Socket } from 'node:net';
import { type SeededRandom, seededRandom } from '../../simulators/random.ts';
import { openWire } from '../../simulators/wire.ts';

export interface LineShape {
  /** Of each direction, all connections together; thousands of bits a second. */
  readonly kbit: number;
  /** There and back. */
  readonly roundTripMs: number;
  /** Mean of the exponential time between two falls of the line; null: it does not fall. */
  readonly dropEveryMs: number | null;
  readonly seed: number;
}

export interface ShapedLine {
  readonly url: string;
  readonly counts: () => {
    readonly upBytes: number;
    readonly downBytes: number;
    readonly drops: number;
    readonly connections: number;
  };
  readonly close: () => Promise<void>;
}

/** Bytes that may wait before the sender is held back: a modem's queue, not a disk. */
const queueBytesMax = 16 * 1024;
const pieceBytes = 512;

/** One direction: its bytes leave one after the other at its rate and arrive after its delay, in order. */
function createLane(kbit: number, delayMs: number) {
  let freeAtMs = 0;
  let bytes = 0;
  return {
    bytes: () => bytes,
    carry: (from: Socket, to: Socket): void => {
      let waiting = 0;
      from.on('data', (chunk: Buffer) => {
        for (let at = 0; at < chunk.length; at += pieceBytes) {
          const piece = chunk.subarray(at, at + pieceBytes);
          const nowMs = performance.now();
          freeAtMs = Math.max(freeAtMs, nowMs) + (piece.length * 8) / kbit;
          waiting += piece.length;
          setTimeout(
            () => {
              waiting -= piece.length;
              if (waiting < queueBytesMax) from.resume();
              if (to.destroyed) return;
              bytes += piece.length;
              to.write(piece);
            },
            freeAtMs + delayMs - nowMs,
          );
        }
        if (waiting >= queueBytesMax) from.pause();
      });
    },
  };
}

const untilNextDrop = (random: SeededRandom, meanMs: number): number =>
  -Math.log(1 - random.below(1_000_000) / 1_000_000) * meanMs;

/** A slow line to the station that falls now and then: all that is under way is lost, and the next connection gets through. */
export async function createShapedLine(stationUrl: string, shape: LineShape): Promise<ShapedLine> {
  const random = seededRandom(shape.seed);
  const up = createLane(shape.kbit, shape.roundTripMs / 2);
  const down = createLane(shape.kbit, shape.roundTripMs / 2);
  let drops = 0;
  let connections = 0;

  const wire = await openWire(stationUrl, (vehicle, station) => {
    connections += 1;
    vehicle.pause();
    for (const socket of [vehicle, station]) socket.setNoDelay(true);
    // A connection costs a round trip before its first byte.
    setTimeout(() => {
      up.carry(vehicle, station);
      down.carry(station, vehicle);
      vehicle.resume();
    }, shape.roundTripMs);
  });
  let timer: NodeJS.Timeout | undefined;
  const planDrop = (): void => {
    if (shape.dropEveryMs === null) return;
    timer = setTimeout(
      () => {
        drops += 1;
        wire.fall();
        planDrop();
      },
      untilNextDrop(random, shape.dropEveryMs),
    );
  };
  planDrop();
  return {
    url: wire.url,
    counts: () => ({ upBytes: up.bytes(), downBytes: down.bytes(), drops, connections }),
    close: () => {
      clearTimeout(timer);
      return wire.close();
    },
  };
}
