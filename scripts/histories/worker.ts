import { openWorld } from './open-world.ts';
import { type PlantedFault, plantedFaults } from './planted-faults.ts';
import { atOnceInWorker, type FromWorker, type ToWorker } from './run-many.ts';
import { runHistory } from './run-history.ts';

/** One process of a run of histories: asks its parent for a seed, lives its history, says what came of it. */
const [databaseUrl = '', named = ''] = process.argv.slice(2);
const fault: PlantedFault | null = plantedFaults.find((each) => each === named) ?? null;
const world = await openWorld(databaseUrl, fault);

const tell = (message: FromWorker): void => void process.send?.(message);
const waiting: ((message: ToWorker) => void)[] = [];
process.on('message', (message: ToWorker) => waiting.shift()?.(message));
// Whoever ends the run at the keyboard ends all its processes; the parent says when.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
// A parent that is gone wants nothing any more.
const orphaned = (): never => process.exit(1);
process.on('disconnect', orphaned);

const nextSeed = (): Promise<ToWorker> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    tell('next');
  });

async function live(): Promise<void> {
  for (;;) {
    const said = await nextSeed();
    if (said === 'end') return;
    tell(await runHistory(world, said.seed));
  }
}

await Promise.all(Array.from({ length: atOnceInWorker }, live));
await world.close();
process.off('disconnect', orphaned);
process.disconnect();
