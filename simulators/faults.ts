import type { Endpoint } from './endpoint.ts';
import { type SeededRandom, seededRandom } from './random.ts';

/** What can go wrong on any cable. Each acts on what the device sends, not on what it is sent. */
export const LINE_FAULTS = [
  /** The answer never comes. */
  'silence',
  /** The first half of it comes. */
  'half-frame',
  /** One bit in its second half is turned round. */
  'wrong-checksum',
  /** Bytes that belong to nothing come before it. */
  'noise',
  /** It comes in pieces, at about a kilobyte a second. */
  'slow',
  /** Half of it comes, then the plug is out for a moment. */
  'unplug',
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

export const isLineFault = (name: string): name is LineFault =>
  (LINE_FAULTS as readonly string[]).includes(name);

export interface FaultSetting {
  /** The next so many; 1 unless a probability is given. 0 ends it. */
  readonly times?: number;
  /** Each with this probability, 0 … 1, for good. 0 ends it. */
  readonly probability?: number;
  /** Only what is at least this long. */
  readonly minBytes?: number;
}

export interface FaultyEndpoint extends Endpoint {
  readonly fault: (fault: LineFault, setting?: FaultSetting) => void;
  /** What is set now. */
  readonly faults: () => Readonly<Partial<Record<LineFault, FaultSetting>>>;
}

const PIECE_BYTES = 16;
const PIECE_MS = 16;
const QUEUED_PIECES_MAX = 20_000;
const UNPLUGGED_MS = 600;
const NOISE_BYTES_MAX = 24;
// Bytes that a reader of frames or lines might take for the beginning of something.
const LIKELY = [0xaa, 0x96, 0x69, 0x02, 0x03, 0x1b, 0x3d, 0x5d, 0x7b] as const;

const noise = (random: SeededRandom): Uint8Array =>
  Uint8Array.from({ length: 1 + random.below(NOISE_BYTES_MAX) }, () =>
    random.chance(0.5) ? random.pick(LIKELY) : random.below(256),
  );

/** An endpoint on which things go wrong when told to; the same seed does the same wrong. */
export const withFaults = (
  endpoint: Endpoint,
  {
    random = seededRandom(1),
    frameBytesMin = 0,
  }: {
    readonly random?: SeededRandom;
    /** How long a frame worth cutting or falsifying is: a card's data, and not the short answers before it. */
    readonly frameBytesMin?: number;
  } = {},
): FaultyEndpoint => {
  const settings = new Map<LineFault, FaultSetting>();
  const pieces: Uint8Array[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let isDripping = false;

  const later = (ms: number, run: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  };

  const occurs = (fault: LineFault, byteCount: number): boolean => {
    const setting = settings.get(fault);
    const isOfFrame = fault === 'half-frame' || fault === 'wrong-checksum';
    if (setting === undefined) return false;
    if (byteCount < (setting.minBytes ?? (isOfFrame ? frameBytesMin : 0))) return false;
    if (setting.probability !== undefined) return random.chance(setting.probability);
    const left = (setting.times ?? 1) - 1;
    if (left > 0) settings.set(fault, { ...setting, times: left });
    else settings.delete(fault);
    return true;
  };

  const drip = (): void => {
    const piece = pieces.shift();
    isDripping = piece !== undefined;
    if (piece === undefined) return;
    endpoint.send(piece);
    later(PIECE_MS, drip);
  };

  const out = (bytes: Uint8Array, isSlow: boolean): void => {
    // What follows a slow one waits behind it, as on a cable.
    if (!isSlow && !isDripping) return endpoint.send(bytes);
    const step = isSlow ? PIECE_BYTES : bytes.length;
    for (let at = 0; at < bytes.length && pieces.length < QUEUED_PIECES_MAX; at += step) {
      pieces.push(bytes.slice(at, at + step));
    }
    if (!isDripping) drip();
  };

  const pullPlug = (): void => {
    void endpoint.unplug().then(() => later(UNPLUGGED_MS, () => void endpoint.plug()));
  };

  const send = (given: Uint8Array): void => {
    const is = (fault: LineFault): boolean => occurs(fault, given.length);
    if (is('silence')) return;
    let bytes = given;
    if (is('wrong-checksum') && bytes.length > 0) {
      bytes = Uint8Array.from(bytes);
      const at = bytes.length - 1 - random.below(Math.ceil(bytes.length / 2));
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    }
    const isUnplugged = is('unplug');
    if (isUnplugged || is('half-frame')) bytes = bytes.subarray(0, bytes.length >> 1);
    if (is('noise')) bytes = Buffer.concat([noise(random), bytes]);
    out(bytes, is('slow'));
    if (isUnplugged) pullPlug();
  };

  return {
    url: endpoint.url,
    isConnected: endpoint.isConnected,
    send,
    unplug: endpoint.unplug,
    plug: endpoint.plug,
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      pieces.length = 0;
      await endpoint.close();
    },
    fault: (fault, setting = {}) => {
      if (setting.times === 0 || setting.probability === 0) settings.delete(fault);
      else settings.set(fault, setting);
    },
    faults: () => Object.fromEntries(settings),
  };
};
