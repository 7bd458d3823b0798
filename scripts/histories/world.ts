import { v7 } from 'uuid';
import type { Cancel, Clock, Random, Timers } from '../../electron/core/deps.ts';
import { systemHashing } from '../../electron/core/system.ts';
import type { Hashing } from '../../shared/journal/chain.ts';
import type { SeededRandom } from '../../simulators/random.ts';
import type { Fuse } from './power.ts';

/** A clock that goes when it is told to, and the timers that follow it. */
export interface SimulatedTime {
  readonly nowMs: () => number;
  /** Jumps by so much, forwards or back; no timer notices (timers follow time passed, not the clock). */
  readonly jump: (ms: number) => void;
  readonly timers: Timers;
  /** Lets time pass until the next timer and runs it; false: none is set. */
  readonly runNext: () => boolean;
}

export function createTime(startsAtMs: number): SimulatedTime {
  let nowMs = startsAtMs;
  let passedMs = 0;
  let waiting: { readonly atMs: number; readonly run: () => void }[] = [];
  const after: Timers['after'] = (delayMs, run): Cancel => {
    const timer = { atMs: passedMs + delayMs, run };
    waiting.push(timer);
    return () => {
      waiting = waiting.filter((other) => other !== timer);
    };
  };
  return {
    nowMs: () => nowMs,
    jump: (ms) => {
      nowMs += ms;
    },
    timers: { after },
    runNext: () => {
      const [next] = waiting.toSorted((one, other) => one.atMs - other.atMs);
      if (!next) return false;
      waiting = waiting.filter((other) => other !== next);
      const waitedMs = Math.max(0, next.atMs - passedMs);
      passedMs += waitedMs;
      nowMs += waitedMs;
      next.run();
      return true;
    },
  };
}

export interface LaptopWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly hashing: Hashing;
}

export const bytesOf = (random: SeededRandom, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, () => random.below(256));

/** What a laptop's program asks of the world; each time its power may go. */
export function createLaptopWorld(
  time: SimulatedTime,
  random: SeededRandom,
  fuse: Fuse,
): LaptopWorld {
  const asked = <T>(answer: () => T): T => {
    fuse.asked();
    return answer();
  };
  return {
    clock: { nowMs: () => asked(time.nowMs) },
    random: {
      bytes: (count) => asked(() => bytesOf(random, count)),
      uuid: () => asked(() => v7({ msecs: time.nowMs(), random: bytesOf(random, 16) })),
    },
    hashing: {
      sha256: (text) => asked(() => systemHashing.sha256(text)),
      hmacSha256: (keyHex, text) => asked(() => systemHashing.hmacSha256(keyHex, text)),
    },
  };
}
