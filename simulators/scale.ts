import type { Endpoint } from './endpoint.ts';

export interface ScaleSimulator {
  /** Puts a weight on: some readings swing, then it stands still. */
  readonly set: (grams: number) => void;
  /** Runs from the present weight to `grams` over `seconds`, as a bag that fills. */
  readonly fillTo: (grams: number, seconds: number) => void;
  readonly grams: () => number;
  readonly setOverload: (isOn: boolean) => void;
  readonly garbage: () => void;
  readonly unplug: () => Promise<void>;
  readonly plug: () => Promise<void>;
  readonly stop: () => void;
}

const READING_MS = 200;
const SWINGS_AFTER_SET = 2;
const SWING_GRAMS = [1.2, -0.6] as const;

/** A scale that sends `ST,+00523.4 g` five times a second, `US,…` while the weight moves, `OL` when overloaded. */
export const createScaleSimulator = (endpoint: () => Endpoint): ScaleSimulator => {
  let grams = 0;
  let swingsLeft = 0;
  let target = 0;
  let stepGrams = 0;
  let isOverloaded = false;

  const line = (shown: number, isStable: boolean): string => {
    const digits = Math.abs(shown).toFixed(1).padStart(7, '0');
    return `${isStable ? 'ST' : 'US'},${shown < 0 ? '-' : '+'}${digits} g\r\n`;
  };
  const reading = (): string => {
    if (isOverloaded) return 'OL\r\n';
    if (grams !== target) {
      const isThere = Math.abs(target - grams) <= Math.abs(stepGrams);
      grams = isThere ? target : grams + stepGrams;
      return line(grams, false);
    }
    if (swingsLeft === 0) return line(grams, true);
    swingsLeft -= 1;
    return line(grams + (SWING_GRAMS[swingsLeft] ?? 0), false);
  };
  const timer = setInterval(() => endpoint().send(Buffer.from(reading(), 'latin1')), READING_MS);
  timer.unref();

  return {
    set: (next) => {
      grams = next;
      target = next;
      swingsLeft = SWINGS_AFTER_SET;
    },
    fillTo: (next, seconds) => {
      target = next;
      stepGrams = (next - grams) / Math.max(1, (seconds * 1000) / READING_MS);
      swingsLeft = SWINGS_AFTER_SET;
    },
    grams: () => grams,
    setOverload: (isOn) => {
      isOverloaded = isOn;
    },
    garbage: () => endpoint().send(Buffer.from('ST,+0\x00\xff12.\x07 g\r\n', 'latin1')),
    unplug: () => endpoint().unplug(),
    plug: () => endpoint().plug(),
    stop: () => clearInterval(timer),
  };
};
