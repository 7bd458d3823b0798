import { createPrivateKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { World } from '../../electron/core/compose.ts';
import { silentLog, systemTimers } from '../../electron/core/system.ts';
import { seededRandom } from '../../simulators/random.ts';

export interface SeededWorld extends World {
  readonly passTime: (ms: number) => void;
}

/** The rehearsal's own clock and randomness: the same seed gives the same numbers, keys and bytes. Devices run in real time. */
export function createSeededWorld(seed: number, startsAtMs: number): SeededWorld {
  const random = seededRandom(seed * 104_729 + 3);
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => random.below(256));
  let nowMs = startsAtMs;
  return {
    clock: { nowMs: () => nowMs },
    timers: systemTimers,
    random: { bytes, uuid: () => v7({ msecs: nowMs, random: bytes(16) }) },
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
