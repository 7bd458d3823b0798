const delaysMs = [200, 1_000, 5_000, 15_000] as const;
const delayMsMax = 30_000;

/** A core that ran this long before it died starts again at the shortest delay. */
export const steadyAfterMs = 60_000;

/** How long to wait before the core starts again, by how often it has died in a row (1 for the first time). */
export const restartDelayMs = (deathsInARow: number): number =>
  delaysMs[deathsInARow - 1] ?? delayMsMax;
