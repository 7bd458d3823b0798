import { cpSync } from 'node:fs';
import { expect, test } from 'vitest';
import { markUncertainJobs } from '../../electron/core/services/print-queue.ts';
import type { Bound } from '../support/donor-steps.ts';
import { createPower, untilCut } from '../support/power.ts';
import { type Answers, bench, maybe, nothing, reopen } from '../support/print-bench.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const CUTS_MAX = 40;
const TIMEOUT_MS = 120_000;

/** What the world has seen of the number: sets of labels on the table, and what a person was told is asked for. */
interface Seen {
  readonly papers: number;
  readonly isAsked: boolean;
}

/**
 * One life of the program over a data folder, until it has nothing left to do or the power goes. The person at the
 * chair asks while no job is under way, and when asked says what lies on the table; nothing else.
 */
async function live(
  folder: string,
  bound: Bound,
  before: Seen,
  answers: Answers,
  cutAt: number,
): Promise<{ readonly seen: Seen; readonly ended: boolean }> {
  const power = createPower(cutAt);
  const core = reopen(folder, answers, power);
  let isAsked = before.isAsked;
  const papers = (): number =>
    before.papers + core.jobs.filter((_, at) => answers[at] !== nothing).length;
  const run = async (): Promise<void> => {
    await core.run();
    // The queue logs what stopped it; here that is the power.
    if (power.isOff()) core.ctx.store.write(() => ({ ok: true, value: null }));
  };
  const ended = await untilCut(async () => {
    markUncertainJobs(core.ctx);
    await run();
    if (isAsked) expect(core.states(bound)).not.toEqual([]);
    for (let turn = 0; turn < 4; turn += 1) {
      // Two sets with one number without anybody's word: the accident.
      expect(papers()).toBeLessThanOrEqual(1);
      const last = core.states(bound).at(-1);
      if (last === 'uncertain') core.settle(bound, papers() > 0);
      else if (last === undefined || last === 'failed' || last === 'not-printed') {
        expect(core.ask(bound).ok).toBe(true);
        isAsked = true;
        await run();
      } else return;
    }
  });
  await core.queue.close();
  const states = core.states(bound);
  core.close();
  if (ended) {
    expect(papers()).toBe(1);
    expect(['sent', 'printed']).toContain(states.at(-1));
    expect(states).not.toContain('asked');
  }
  return { seen: { papers: papers(), isAsked }, ended };
}

const copyOf = (folder: string): string => {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
};

/** Cuts a life at its first step, its second, … until it ends by itself; hands out each state that was left. */
async function cutEverywhere(
  folder: string,
  bound: Bound,
  seen: Seen,
  answers: Answers,
  onCut: (left: { readonly folder: string; readonly seen: Seen }) => Promise<void>,
): Promise<number> {
  for (let cutAt = 1; cutAt <= CUTS_MAX; cutAt += 1) {
    const copy = copyOf(folder);
    const lived = await live(copy, bound, seen, answers, cutAt);
    if (lived.ended) return cutAt - 1;
    await onCut({ folder: copy, seen: lived.seen });
  }
  throw new Error('a life never ended by itself');
}

test.each([
  ['takes everything', []],
  ['leaves it open whether all bytes arrived', [maybe]],
  ['takes nothing the first time', [nothing]],
] as const)(
  'with a printer that %s, power cut at every step and again at every step of the recovery gives one set of labels and loses no job',
  async (_, answers) => {
    const day = await bench([]);
    const [bound] = day.bounds;
    if (!bound) throw new Error('nobody is there');
    day.close();
    const fresh: Seen = { papers: 0, isAsked: false };
    const cuts = await cutEverywhere(day.folder, bound, fresh, answers, async (left) => {
      await cutEverywhere(left.folder, bound, left.seen, [], async (again) => {
        const last = await live(again.folder, bound, again.seen, [], Infinity);
        expect(last.ended).toBe(true);
      });
    });
    // Asked, sent, bytes, and what the printer's answer made of it: each with a cut on either side.
    expect(cuts).toBeGreaterThanOrEqual(6);
  },
  TIMEOUT_MS,
);
