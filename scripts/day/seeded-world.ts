import { createPrivateKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { World } from '../../electron/core/compose.ts';
import { silentLog, systemTimers } from '../../electron/core/system.ts';
import { type SeededRandom, seededRandom } from '../../simulators/random.ts';

export interface SeededWorld extends World {
  readonly passTime: (ms: number) => void;
}

/** The rehearsal's own clock and randomness: the same seed gives the same numbers, keys and bytes. Devices run in real time. */
export function createSeededWorld(seed: number, startsAtMs: number): SeededWorld {
  const bytesOf = (random: SeededRandom) => (count: number) =>
    Uint8Array.from({ length: count }, () => random.below(256));
  // Apart, because how often the sync draws its jitter depends on real time, and identifiers must not.
  const bytes = bytesOf(seededRandom(seed * 104_729 + 3));
  const idBytes = bytesOf(seededRandom(seed * 104_729 + 4));
  let nowMs = startsAtMs;
  return {
    clock: { nowMs: () => nowMs },
    timers: systemTimers,
    random: { bytes, uuid: () => v7({ msecs: nowMs, random: idBytes(16) }) },
    log: silentLog,
    passTime: (ms) => {
      nowMs += ms;
    },
  };
}

const ed25519Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Keys of a rehearsal, from its seed: worth nothing as secrets, so they lie only in a rehearsal's own folder. */
export function writeSeededKeys(folder: string, random: World['random']): void {
  const der = Buffer.concat([ed25519Prefix, random.bytes(32)]);
  const device = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const pem = device.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(join(folder, 'device-key.pem'), pem, { mode: 0o600 });
  writeFileSync(join(folder, 'database.key'), Buffer.from(random.bytes(32)).toString('hex'), {
    mode: 0o600,
  });
}
