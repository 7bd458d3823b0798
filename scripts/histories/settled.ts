const copying = new Set<Promise<unknown>>();

/** Work on files that Node does beside everything else: how long it takes must not decide what a seed shows. */
export function waitedFor<T>(work: Promise<T>): Promise<T> {
  const done = work.finally(() => copying.delete(done));
  copying.add(done);
  return done;
}

/** Everything that follows at once from what has come has happened: the laptops wait for their timers, the line or people. */
export async function settled(): Promise<void> {
  const next = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  await next();
  while (copying.size > 0) {
    await Promise.allSettled(copying);
    await next();
  }
}
