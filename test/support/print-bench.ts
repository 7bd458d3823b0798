import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { appVersion } from '../../electron/core/app-version.ts';
import type { Printer, PrintLoss } from '../../electron/core/devices/printer.ts';
import { createFileKeyStore } from '../../electron/core/keys.ts';
import { fixedOperator } from '../../electron/core/operator.ts';
import { loadResources } from '../../electron/core/resources.ts';
import type { Context } from '../../electron/core/services/context.ts';
import { labelHandlers } from '../../electron/core/services/label.ts';
import { createPrintQueue } from '../../electron/core/services/print-queue.ts';
import { jobsOf } from '../../electron/core/store/reads/donation.ts';
import { openStore } from '../../electron/core/store/store.ts';
import { systemHashing } from '../../electron/core/system.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { type Bound, openDay, toPrepared } from './donor-steps.ts';
import { labelPrinting } from './labels.ts';
import type { Power } from './power.ts';
import { loggedWorld, openTestCore, type TestCore, vehicle } from './test-core.ts';

const resourcesFolder = join(import.meta.dirname, '..', '..', 'resources');

type Printed = Result<void, PrintLoss>;
export type Answers = readonly (Printed | 'never')[];
export const maybe: Printed = err({ kind: 'lost', left: 'maybe', reason: 'unplugged' });
export const nothing: Printed = err({ kind: 'lost', left: 'nothing', reason: 'not-there' });

/** A printer that answers no question, and whose every job ends as the test says. */
function fakePrinter(answers: Answers) {
  const jobs: string[] = [];
  const printer: Printer = {
    state: () => ({ kind: 'ready' }),
    close: async () => undefined,
    status: async () => err({ kind: 'no-status', reason: 'no-reply' }),
    print: (job) => {
      const answer = answers[jobs.length] ?? ok(undefined);
      jobs.push(Buffer.from(job).toString('latin1'));
      return answer === 'never' ? new Promise(() => undefined) : Promise.resolve(answer);
    },
  };
  return { printer, jobs };
}

/** A day with donors whose numbers are bound, and the services of a core over it, without its devices. */
export async function bench(answers: Answers, donors = 1) {
  const day = openTestCore();
  await openDay(day);
  const bounds: Bound[] = [];
  for (let at = 0; at < donors; at += 1) bounds.push(await toPrepared(day, at));
  await day.core.close();
  return { ...reopen(day.folder, answers), folder: day.folder, bounds };
}

// No two lives of a database draw the same numbers.
const seed = 99;
let lives = 0;

/** The services of a core over a day as it was left. */
export function reopen(folder: string, answers: Answers, power?: Power) {
  lives += 1;
  const world = loggedWorld(seed + lives);
  const opened = openStore({
    ...{ dataFolder: folder, keyHex: createFileKeyStore(folder).databaseKeyHex() },
    ...{ vehicle, appVersion, devicePublicKey: '', clockOffsetMs: () => 0 },
    ...{ clock: world.clock, random: world.random, hashing: systemHashing },
  });
  const store = power ? power.storeOn(opened) : opened;
  const { clock, timers, random, log } = world;
  const ctx: Context = {
    ...{ appVersion, vehicle, demo: false, simulatorsUrl: null, store, hashing: systemHashing },
    ...{ clock, timers, random, log, nowMs: clock.nowMs },
    labels: labelPrinting('zpl', 203),
    resources: loadResources(resourcesFolder),
    donorIndex: () => undefined,
    devicePublicKey: 'AAAA',
    sign: () => '',
    spell: () => ({ pinyin: '', initials: '' }),
    publish: () => undefined,
    mayRead: () => true,
  };
  const { printer, jobs } = fakePrinter(answers);
  const queue = createPrintQueue(ctx, power ? power.printerOn(printer) : printer);
  const handlers = labelHandlers(ctx);
  let isOpen = true;
  const close = (): void => {
    if (isOpen) store.close();
    isOpen = false;
    if (!power) expect(world.errors).toEqual([]);
  };
  onTestFinished(close);
  const states = ({ donationId }: Bound) =>
    jobsOf(store.reader, donationId).map(({ state }) => state);
  return {
    ...{ ctx, store, queue, jobs, close, states },
    ask: ({ donationId }: Bound, reason: string | null = null) =>
      store.write((tx) => handlers['label.print'](tx, { donationId, reason }, fixedOperator)),
    settle: ({ donationId }: Bound, printed: boolean) => {
      const job = jobsOf(store.reader, donationId).find(({ state }) => state === 'uncertain');
      if (!job) throw new Error('no job is uncertain');
      return store.write((tx) =>
        handlers['label.settle'](tx, { jobId: job.jobId, printed }, fixedOperator),
      );
    },
    run: async () => {
      queue.wake();
      await queue.settled();
    },
  };
}

/** What a core leaves that died between asking for a label set and sending it. */
export function askWithoutQueue({ folder }: TestCore, bound: Bound): void {
  const { ask, close } = reopen(folder, []);
  if (!ask(bound).ok) throw new Error('printing was refused');
  close();
}
