import { emptyHead } from '../../shared/journal/chain.ts';
import { arrive, ask, hear, settled } from './deliver.ts';
import type { History } from './history.ts';
import { headsOf, type Laptop } from './laptop.ts';

/** A history is short: whoever needs more than this does not arrive. */
const turnsMax = 400;

const isAllHeld = (laptop: Laptop): boolean =>
  headsOf(laptop).every(({ head, heldThroughSeq }) => heldThroughSeq >= head.seq);

/** A laptop with a past that another one shares may be stopped: the station took the other's entries first, and says so. */
const isToldApart = (laptop: Laptop): boolean =>
  laptop.isCopied && laptop.sync.status().problem === 'refused-fork';

/**
 * The weather turns good and stays so: power, line and station do what they should. Everything must be held in the end, or the
 * laptop told why not; what is not is answered.
 */
export async function calm(history: History): Promise<readonly string[]> {
  history.crashAfter = null;
  for (const laptop of history.laptops) laptop.fuse.arm(null);
  for (const request of history.late.splice(0)) await ask(history, request);
  const missing: string[] = [];
  for (const laptop of history.laptops) {
    // Twice: what the first run brought down is an entry too, and who had to go back sends again.
    for (let runs = 0; runs < 3 && !(runs > 0 && isAllHeld(laptop)); runs += 1)
      await runOut(history, laptop);
    laptop.isInDoubt = false;
    if (isAllHeld(laptop) || isToldApart(laptop)) continue;
    const state = headsOf(laptop).map(
      ({ head, heldThroughSeq }) => `${heldThroughSeq} of ${(head ?? emptyHead).seq}`,
    );
    missing.push(
      `${laptop.vehicle}: ${state.join()} held in the end, ${laptop.sync.status().problem ?? 'no problem said'}`,
    );
  }
  // What a later laptop brought may have judged entries held long before.
  for (const laptop of history.laptops.slice(0, -1)) await runOut(history, laptop);
  return missing;
}

/** One whole run of the sync over a good line. */
async function runOut(history: History, laptop: Laptop): Promise<void> {
  await carryAll(history, laptop);
  let isDone = false;
  laptop.sync.now().then(
    () => (isDone = true),
    () => (isDone = true),
  );
  await settled();
  for (let turns = 0; turns < turnsMax && !isDone; turns += 1) {
    if (laptop.line.message()) await carryAll(history, laptop);
    // A run that waits for its next turn by itself.
    else if (!laptop.time.runNext()) return;
    await settled();
  }
}

async function carryAll(history: History, laptop: Laptop): Promise<void> {
  for (let turns = 0; turns < turnsMax; turns += 1) {
    const message = laptop.line.message();
    if (!message) return;
    await arrive(history, laptop);
    if (message.reply) await hear(laptop, message.reply);
  }
}
