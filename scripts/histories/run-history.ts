import { systemHashing } from '../../electron/core/system.ts';
import { join } from 'node:path';
import { databaseFile } from '../../electron/core/store/store.ts';
import { verifyStore } from '../../electron/core/store/verify.ts';
import { verifyStationChain } from '../../station/administer.ts';
import { nodeHashing } from '../../station/hashing.ts';
import { calm, runOut } from './calm.ts';
import { checkForks, checkTwins, goOnInFront } from './check-forks.ts';
import { checkCarriedOver } from './check-keys.ts';
import { checkApart } from './check-packing.ts';
import { rotates } from './rotation.ts';
import { keyTables } from './station-backup.ts';
import { databaseKeyHex } from './disk.ts';
import {
  beginHistory,
  check,
  checkFed,
  type History,
  type HistoryWorld,
  startAgain,
} from './history.ts';
import { rotationSteps } from './rotation-steps.ts';
import { steps, work } from './steps.ts';

export interface HistoryResult {
  readonly seed: number;
  readonly steps: number;
  /** What did not hold, after which step; empty: all of it did. */
  readonly violations: readonly string[];
  /** The steps in order, for whoever looks for the reason. */
  readonly done: readonly string[];
}

const stepsMin = 8;
const stepsMore = 13;
/** Replacing the hash key takes some by itself. */
const stepsOfRotation = 12;
const workBeforeMax = 6;
/** A walk of both journals by the product's own means takes longer than the history: one of so many gets it. */
const verifiedOneIn = 16;
const weightOf = (all: typeof steps) => all.reduce((sum, { weight }) => sum + weight, 0);
const [weights, rotationWeights] = [weightOf(steps), weightOf(rotationSteps)];

function drawStep({ random, rotation }: History) {
  let at = (random.below(1_000_000) / 1_000_000) * (rotation ? rotationWeights : weights);
  for (const step of rotation ? rotationSteps : steps) {
    at -= step.weight;
    if (at < 0) return step;
  }
  throw new Error('no step');
}

/** Runs the history of a seed to its end and answers what did not hold; the first violation ends it. */
export const runHistory = (
  { own, ...world }: HistoryWorld,
  seed: number,
): Promise<HistoryResult> =>
  rotates(seed)
    ? own.use((station) =>
        live({ ...world, station, tables: [...world.tables, ...keyTables] }, seed),
      )
    : live(world, seed);

async function live(world: Omit<HistoryWorld, 'own'>, seed: number): Promise<HistoryResult> {
  const history = await beginHistory(world, seed);
  const more = history.rotation ? stepsOfRotation : 0;
  const count = stepsMin + history.random.below(stepsMore) + more;
  let violations: readonly string[] = [];
  try {
    // Without the index nobody can be registered.
    if (history.rotation) for (const laptop of history.laptops) await runOut(history, laptop);
    // The day began in the village, without a line.
    for (const laptop of history.laptops) {
      const drawn = history.random.below(workBeforeMax);
      const { backlog } = history;
      const operations = backlog?.vehicle === laptop.vehicle ? backlog.operations : drawn;
      for (let left = operations; left > 0; left -= 1) work(history, laptop);
    }
    for (let number = 1; number <= count && violations.length === 0; number += 1) {
      violations = await runStep(history);
    }
    if (violations.length === 0) violations = await calm(history);
    if (violations.length === 0) violations = await check(history);
    if (violations.length === 0) violations = checkEnd(history);
    if (violations.length === 0) {
      const seen = await goOnInFront(history);
      violations = [...(await check(history)), ...checkTwins(history, seen)];
    }
    if (violations.length === 0 && seed % verifiedOneIn === 0) violations = await verify(history);
  } catch (fault) {
    violations = [fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)];
  }
  end(history);
  return { seed, steps: history.done.length, violations, done: history.done };
}

const checkEnd = (history: History): readonly string[] => [
  ...checkFed(history),
  ...checkForks(history),
  ...checkCarriedOver(history),
  ...history.laptops.flatMap(checkApart),
];

async function runStep(history: History): Promise<readonly string[]> {
  const step = drawStep(history);
  const laptop = history.random.pick(history.laptops);
  history.done.push(`${step.name} ${history.laptops.indexOf(laptop)}`);
  await step.run(history, laptop);
  for (const each of history.laptops) if (each.fuse.isBlown()) startAgain(history, each);
  return check(history);
}

async function verify({ laptops, station }: History): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const laptop of laptops) {
    const here = verifyStore(join(laptop.folder, databaseFile), databaseKeyHex, systemHashing);
    if (here.kind !== 'equal') wrong.push(`${laptop.vehicle}: ${JSON.stringify(here)}`);
    const there = await verifyStationChain(station.db, laptop.store.epoch, nodeHashing);
    if (!there.verified) wrong.push(`${laptop.vehicle} at the station: ${JSON.stringify(there)}`);
  }
  return wrong;
}

function end({ laptops, backups, setting }: History): void {
  for (const laptop of laptops) laptop.off();
  for (const { folder } of backups) setting.disks.remove(folder);
}
