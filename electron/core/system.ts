import { createHmac, createSecretKey, hash, type KeyObject, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Hashing } from '../../shared/journal/chain.ts';
import type { Clock, Log, Random, Timers } from './deps.ts';

/** The real world, handed to the core. Nothing else in the core reads a clock, sets a timer or draws a random number. */
export const systemClock: Clock = { nowMs: () => Date.now() };

export const systemTimers: Timers = {
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

export const systemRandom: Random = {
  bytes: (count) => new Uint8Array(randomBytes(count)),
  uuid: () => v7(),
};

export const systemHashing: Hashing = {
  sha256: (text) => hash('sha256', text),
  hmacSha256: (keyHex, text) => createHmac('sha256', imported(keyHex)).update(text).digest('hex'),
};

/** A day's entries share its key, so the last one is kept imported. */
let last: { readonly keyHex: string; readonly key: KeyObject } | undefined;

function imported(keyHex: string): KeyObject {
  if (last?.keyHex !== keyHex) {
    last = { keyHex, key: createSecretKey(Buffer.from(keyHex, 'hex')) };
  }
  return last.key;
}

/** One JSON object a line on standard error: standard output belongs to the command that runs the core. */
export const stderrLog: Log = {
  info: (event, ids) => write('info', event, ids),
  warn: (event, ids) => write('warn', event, ids),
  error: (event, ids) => write('error', event, ids),
};

function write(level: string, event: string, ids: Readonly<Record<string, unknown>> = {}): void {
  process.stderr.write(
    `${JSON.stringify({ level, at: new Date().toISOString(), event, ...ids })}\n`,
  );
}

export const silentLog: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
