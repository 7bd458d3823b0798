import { haltOf } from '../../electron/core/store/halt.ts';
import { emptyHead } from '../../shared/journal/chain.ts';
import { arrive, ask, hear } from './deliver.ts';
import { settled } from './settled.ts';
import type { History } from './history.ts';
import { headsOf, type Laptop } from './laptop.ts';
import { operate, setApart, uuidOf } from './operations.ts';
import { leaderBeginsAnew } from './steps.ts';

/** A history is short: whoever needs more than this does not arrive. */
const turnsMax = 400;

const runsMax = 6;

/** Everything is held, and nothing halts its numbers. */
const isContent = (laptop: Laptop): boolean =>
  haltOf(laptop.store.reader) === undefined &&
  headsOf(laptop).every(({ head, heldThroughSeq }) => heldThroughSeq >= head.seq);

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
    // Again: what the first run brought down is an entry too, who had to go back sends again, and who was told to begins anew.
    for (let runs = 0; runs < runsMax && !(runs > 0 && isContent(laptop)); runs += 1) {
      leaderBeginsAnew(history, laptop);
      await runOut(history, laptop);
    }
    laptop.isInDoubt = false;
    if (isContent(laptop)) continue;
    const state = headsOf(laptop).map(
      ({ head, heldThroughSeq }) => `${heldThroughSeq} of ${(head ?? emptyHead).seq}`,
    );
    missing.push(
      `${laptop.vehicle}: ${state.join()} held in the end, ${laptop.sync.problem() ?? 'no problem said'}`,
    );
  }
  // What a later laptop brought may have judged entries held long before; where the index is looked at too, it may have changed that.
  const again = history.rotation ? history.laptops : history.laptops.slice(0, -1);
  for (const laptop of again) await runOut(history, laptop);
  for (const laptop of history.laptops) seeToHeldUnits(history, laptop);
  return missing;
}

/** Whoever reads the board does what it shows. */
function seeToHeldUnits({ peopleOf, random }: History, laptop: Laptop): void {
  const packing = peopleOf.get(laptop.vehicle)?.packing;
  if (!packing) throw new Error('nobody on this vehicle');
  for (let turns = 0; turns < turnsMax; turns += 1) {
    const next = setApart(laptop, packing, () => uuidOf(laptop, random));
    if (next === null) return;
    operate(laptop, next);
  }
}

/** One whole run of the sync over a good line. */
export async function runOut(history: History, laptop: Laptop): Promise<void> {
  await carryAll(history, laptop);
  if (laptop.fuse.isBlown()) return;
  let isDone = false;
  laptop.sync.now().then(
    () => (isDone = true),
    () => (isDone = true),
  );
  await settled();
  for (let turns = 0; turns < turnsMax && !isDone && !laptop.fuse.isBlown(); turns += 1) {
    if (laptop.line.message()) await carryAll(history, laptop);
    // A run that waits for its next turn by itself.
    else if (!laptop.time.runNext()) return;
    await settled();
  }
}

async function carryAll(history: History, laptop: Laptop): Promise<void> {
  for (let turns = 0; turns < turnsMax; turns += 1) {
    const message = laptop.line.message();
    if (!message || laptop.fuse.isBlown()) return;
    await arrive(history, laptop);
    if (message.reply) await hear(history, laptop, message.reply);
  }
}
