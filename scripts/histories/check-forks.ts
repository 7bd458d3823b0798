import { tellApart } from '../../station/intake/tell-apart.ts';
import type { History } from './history.ts';
import { work } from './steps.ts';
import { runOut } from './calm.ts';
import type { Fork } from './station-picture.ts';

const told = ({ differs, run, heldSeqThen, heldSeqNow, extendedInRun }: Fork) =>
  tellApart({ differs, run, heldSeqThen, heldSeqNow, extendedInRun });

const nameOf = ({ vehicle, run }: Fork): string => `${vehicle}, run ${run.slice(-6)}`;

/** What the station remembers of laptops that came with another state, beside what was done to them. */
export function checkForks({ picture, copied, twins, stirred }: History): readonly string[] {
  return picture.forks.flatMap((fork) => {
    if (!copied.has(fork.vehicle)) {
      return [`${nameOf(fork)}: taken for a restored laptop, and nobody ever copied its folder`];
    }
    const wasAlone = !twins.has(fork.vehicle) && !stirred.has(fork.vehicle);
    return wasAlone && told(fork) === 'cloned'
      ? [`${nameOf(fork)}: taken for one of two laptops, and was alone`]
      : [];
  });
}

/**
 * Of two laptops at work with one journal the one in front goes on, in good weather: who came second must then be told as a clone.
 * The picture is read by the caller before and after.
 */
export async function goOnInFront(history: History): Promise<readonly Fork[]> {
  const seen: Fork[] = [];
  for (const front of history.laptops) {
    const { epoch } = front.store;
    const behind = history.picture.forks.filter(
      (fork) => fork.epoch === epoch && fork.vehicle === front.vehicle && fork.run !== front.run,
    );
    if (behind.length === 0 || front.sync.problem() !== null) continue;
    work(history, front);
    await runOut(history, front);
    if (front.sync.problem() === null) seen.push(...behind);
  }
  return seen;
}

export const checkTwins = ({ picture }: History, seen: readonly Fork[]): readonly string[] =>
  seen.flatMap((before) => {
    const now = picture.forks.find(
      ({ epoch, run, differs }) =>
        epoch === before.epoch && run === before.run && differs === before.differs,
    );
    return now && told(now) === 'cloned'
      ? []
      : [`${nameOf(before)}: the other laptop went on, and it is not told as a clone`];
  });
