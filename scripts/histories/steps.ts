import { donorKey } from '../../shared/ids.ts';
import { putDonors } from '../../station/administer.ts';
import { haltOf } from '../../electron/core/store/halt.ts';
import { carry } from './carry.ts';
import { arrive, ask, hear } from './deliver.ts';
import { settled } from './settled.ts';
import { type Device, deviceOf } from './device.ts';
import { type History, start, startAgain } from './history.ts';
import type { Laptop } from './laptop.ts';
import { cut } from './network.ts';
import { beginAnew, nextOperation, operate, type Operation } from './operations.ts';
import { PowerCut } from './power.ts';
import { backUp, restore } from './station-backup.ts';
import { afterRestore, deferInRecord } from './rotate.ts';
import { letIn } from './station.ts';

const laptopsMax = 5;
const minuteMs = 60_000;
/** Twice what the intake of a batch asks of the database: before and after each statement. */
const statementsOfBatch = 30;

/** Runs something at a laptop; when its power goes meanwhile, the laptop starts again. */
function whilePowered(history: History, laptop: Laptop, work: () => void): Laptop | null {
  try {
    work();
  } catch (fault) {
    if (!(fault instanceof PowerCut)) throw fault;
    return startAgain(history, laptop);
  }
  return null;
}

/** People work. Who saw the screen go dark does the same again, under the same number or as a new thing. */
export function work(history: History, laptop: Laptop): void {
  const people = history.peopleOf.get(laptop.vehicle);
  if (!people) throw new Error('nobody on this vehicle');
  laptop.time.jump(minuteMs);
  let at = laptop;
  let operation: Operation | undefined;
  for (let tries = 0; tries < 2; tries += 1) {
    const plan = operation ?? nextOperation(at, history.random, people);
    operation = plan;
    const again = whilePowered(history, at, () => operate(at, plan));
    if (again === null) return;
    at = again;
    if (history.random.chance(0.3)) return;
  }
}

const messages = (history: History) =>
  history.laptops.filter(({ line }) => line.message() !== null);

async function syncNow(laptop: Laptop): Promise<void> {
  if (laptop.line.message() !== null) return;
  // It waits for answers that may never come; what becomes of it shows in the store.
  laptop.sync.now().catch(() => undefined);
  await settled();
}

/** Its key lies in the folder and comes along, unless only the database was brought to a laptop enrolled before. */
async function deviceOfCopy(history: History, { vehicle, device }: Laptop): Promise<Device> {
  if (history.random.chance(0.7)) return device;
  const other = { vehicle, device: deviceOf(`${vehicle}, laptop ${history.laptops.length + 1}`) };
  await letIn(history.station.db, [other]);
  return other.device;
}

/** Who was told that the station holds other entries goes on under a new name; tried again where the power went. */
export function leaderBeginsAnew(history: History, laptop: Laptop): Laptop {
  const begin = beginAnew(laptop, history.random);
  if (begin === null) return laptop;
  const again = whilePowered(history, laptop, () => operate(laptop, begin));
  if (again === null) return laptop;
  whilePowered(history, again, () => operate(again, begin));
  return again;
}

export interface Step {
  readonly name: string;
  readonly weight: number;
  readonly run: (history: History, laptop: Laptop) => void | Promise<void>;
}

export const steps: readonly Step[] = [
  { name: 'work', weight: 24, run: work },
  { name: 'sync', weight: 10, run: (_, laptop) => syncNow(laptop) },
  {
    name: 'timer',
    weight: 8,
    run: async (_, laptop) => {
      if (laptop.line.message() === null && laptop.time.runNext()) await settled();
    },
  },
  {
    name: 'line',
    weight: 30,
    run: async (history, laptop) => {
      const waiting = messages(history);
      await carry(history, waiting.includes(laptop) ? laptop : (waiting[0] ?? laptop));
    },
  },
  {
    name: 'late request',
    weight: 3,
    run: async (history) => {
      const [request, ...others] = history.late;
      if (!request) return;
      history.late = others;
      await ask(history, request, history.random.below(2));
    },
  },
  {
    name: 'two at once',
    weight: 3,
    run: async (history, laptop) => {
      const [request] = history.late;
      const message = laptop.line.message();
      const same = message?.reply === null ? message.request : request;
      await Promise.all([
        ...history.laptops.map((each, at) => arrive(history, each, at)),
        ...(same ? [ask(history, same, 1)] : []),
      ]);
    },
  },
  { name: 'power off', weight: 4, run: (history, laptop) => void startAgain(history, laptop) },
  {
    name: 'power will go',
    weight: 8,
    run: ({ random }, { fuse }) => {
      const torn = random.chance(0.3);
      fuse.arm(
        torn ? { kind: 'torn', after: random.below(3) } : { kind: 'call', after: random.below(60) },
      );
    },
  },
  {
    name: 'back up',
    weight: 4,
    run: (history, laptop) => {
      const { vehicle, device, told } = laptop;
      const folder = history.setting.disks.image(laptop.folder);
      history.copied.add(vehicle);
      history.backups.push({ vehicle, device, told, folder });
    },
  },
  {
    name: 'restore a backup',
    weight: 3,
    run: (history) => {
      const [backup, ...others] = history.backups;
      const laptop = history.laptops.find(({ vehicle }) => vehicle === backup?.vehicle);
      if (!backup || !laptop) return;
      history.backups = others;
      laptop.off();
      const restored = start(history, backup);
      restored.isInDoubt = laptop.isInDoubt;
      history.laptops = history.laptops.map((other) => (other === laptop ? restored : other));
    },
  },
  {
    // A clone: the copy starts on a second machine while the first goes on.
    name: 'copy a folder',
    weight: 2.5,
    run: async (history, laptop) => {
      if (history.laptops.length >= laptopsMax) return;
      const { vehicle, told } = laptop;
      const folder = history.setting.disks.image(laptop.folder);
      const device = await deviceOfCopy(history, laptop);
      history.copied.add(vehicle);
      history.twins.add(vehicle);
      const copy = start(history, { vehicle, device, told, folder });
      copy.isInDoubt = laptop.isInDoubt;
      history.laptops.push(copy);
    },
  },
  {
    name: 'new epoch',
    weight: 4,
    run: (history, laptop) => {
      const halted = history.laptops.find(({ store }) => haltOf(store.reader)) ?? laptop;
      leaderBeginsAnew(history, halted);
    },
  },
  {
    name: 'clock of a laptop',
    weight: 2,
    run: ({ random }, { time }) => time.jump((random.below(4000) - 2000) * minuteMs),
  },
  {
    name: 'clock of the station',
    weight: 1,
    run: (history) => {
      history.stationNowMs += (history.random.below(4000) - 2000) * minuteMs;
    },
  },
  {
    name: 'station will crash',
    weight: 5,
    run: (history) => {
      history.crashAfter = history.random.below(statementsOfBatch);
    },
  },
  {
    name: 'deferral at the station',
    weight: 0.5,
    run: async (history) => {
      const { rotation, donorKeys, random, station } = history;
      if (rotation) return deferInRecord(history, rotation);
      await putDonors(station.db, [deferred(random.pick(donorKeys ?? []))]);
    },
  },
  { name: 'new data', weight: 1, run: ({ data, random }) => data?.change(random.chance(0.5)) },
  {
    name: 'station backed up',
    weight: 1.5,
    run: async (history) => {
      history.stationBackup = await backUp(history.station.db, history.tables, history);
    },
  },
  {
    name: 'station restored',
    weight: 3,
    run: async (history) => {
      // Its connections end with it, and nothing it said before holds any more.
      history.late = [];
      history.answered = [];
      for (const laptop of history.laptops) {
        laptop.isInDoubt = true;
        await hear(history, laptop, cut);
      }
      await restore(history.station.db, history.stationBackup, history);
      history.isPictureOld = true;
      if (history.rotation) await afterRestore(history, history.rotation);
    },
  },
];

const deferred = (key: string) =>
  ({
    donorKey: donorKey.parse(key),
    ...{ personKey: null, donationCount: 1, bloodGroup: null, hadReaction: false, history: [] },
    deferrals: [
      {
        reason: 'hbsag-reactive',
        clause: null,
        permanent: true,
        until: null,
        bars: 'all',
        endedOn: null,
      },
    ],
  }) as const;
