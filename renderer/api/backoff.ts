const firstDelayMs = 250;
const delayMaxMs = 8_000;

/** Pause before the n-th attempt to reconnect (from 0): doubles, bounded, spread by `random` (0–1) so that tablets do not knock together. */
export const reconnectDelayMs = (attempt: number, random: number): number => {
  const doubled = firstDelayMs * 2 ** Math.min(attempt, 10);
  return Math.round(Math.min(doubled, delayMaxMs) * (0.75 + random / 2));
};
