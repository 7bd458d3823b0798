import { donorKey } from '../../shared/ids.ts';
import { putDonors } from '../../station/administer.ts';
import { arrive, ask, hear, keepLate, settled } from './deliver.ts';
import { type History, start, startAgain } from './history.ts';
import type { Laptop } from './laptop.ts';
import { type Answer, cut, notTheStation, tooLarge, unreachable } from './network.ts';
import { nextOperation, operate, type Operation } from './operations.ts';
import { PowerCut } from './power.ts';
import { backUp, emptyBackup, restore } from './station-backup.ts';
import { ok } from '../../shared/result.ts';

const laptopsMax = 5;
const minuteMs = 60_000;

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

/** What may become of a request or a reply. */
async function carry(history: History, laptop: Laptop): Promise<void> {
  const { random } = history;
  const message = laptop.line.message();
  if (!message) return;
  const chance = random.below(100);
  if (message.reply === null) {
    if (chance < 62) return arrive(history, laptop, random.below(2));
    if (chance < 70) return hear(laptop, unreachable);
    if (chance < 78) return hear(laptop, cut);
    if (chance < 84) {
      // It hangs somewhere and arrives later; here it counts as lost.
      keepLate(history, message.request);
      return hear(laptop, cut);
    }
    if (chance < 87) return hear(laptop, notTheStation);
    if (chance < 90) return hear(laptop, tooLarge);
    if (chance < 94) return hear(laptop, strangeReply(history, laptop));
    if (chance < 97) return hear(laptop, oldReply(history, laptop));
    // Twice, one after the other.
    await arrive(history, laptop, 0);
    await ask(history, message.request, 1);
    return;
  }
  if (chance < 74) return hear(laptop, message.reply);
  if (chance < 89) return hear(laptop, cut);
  if (chance < 94) return hear(laptop, notTheStation);
  if (chance < 97) return hear(laptop, oldReply(history, laptop));
  return hear(laptop, strangeReply(history, laptop));
}

/** An answer the station once gave to this vehicle, out of some box's memory. */
function oldReply({ answered, random }: History, { vehicle }: Laptop): Answer {
  const own = answered.filter((each) => each.vehicle === vehicle);
  return own.length > 0 ? random.pick(own).answer : cut;
}

/** An answer in the right shape about something else: another vehicle's, or another station's. */
function strangeReply({ answered, random, stationNowMs }: History, { vehicle }: Laptop): Answer {
  const others = answered.filter((each) => each.vehicle !== vehicle);
  if (others.length > 0 && random.chance(0.5)) return random.pick(others).answer;
  const headHash = 'ef'.repeat(32);
  const heldThroughSeq = random.below(40);
  if (random.chance(0.3)) {
    return ok({
      status: 409,
      body: { error: 'gap', heldThroughSeq: 0, sentence: 'Of another station.' },
      sentBytes: 1,
    });
  }
  return ok({
    status: 200,
    body: {
      fromSeq: 1,
      throughSeq: heldThroughSeq,
      heldThroughSeq,
      headHash,
      setAside: [],
      stationNowMs,
    },
    sentBytes: 1,
  });
}

interface Step {
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
      const { vehicle, told } = laptop;
      const folder = history.setting.disks.image(laptop.folder);
      history.backups.push({ vehicle, told, folder, isCopied: true });
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
      history.setting.disks.remove(laptop.folder);
      const restored = start(history, backup);
      restored.isInDoubt = laptop.isInDoubt;
      history.laptops = history.laptops.map((other) => (other === laptop ? restored : other));
      for (const other of history.laptops)
        if (other.vehicle === backup.vehicle) other.isCopied = true;
    },
  },
  {
    name: 'copy a folder',
    weight: 1.5,
    run: (history, laptop) => {
      if (history.laptops.length >= laptopsMax) return;
      laptop.isCopied = true;
      const { vehicle, told } = laptop;
      const folder = history.setting.disks.image(laptop.folder);
      const copy = start(history, { vehicle, told, folder, isCopied: true });
      copy.isInDoubt = laptop.isInDoubt;
      history.laptops.push(copy);
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
      history.crashAfter = history.random.below(24);
    },
  },
  {
    name: 'deferral at the station',
    weight: 0.5,
    run: async (history) => {
      await putDonors(history.station.db, [deferred(history.random.pick(history.donorKeys))]);
    },
  },
  { name: 'new data', weight: 1, run: ({ data, random }) => data.change(random.chance(0.5)) },
  {
    name: 'station backed up',
    weight: 1.5,
    run: async (history) => {
      history.stationBackup = await backUp(history.station.db, history.tables, history.vehicles);
    },
  },
  {
    name: 'station restored',
    weight: 2,
    run: async (history) => {
      // Its connections end with it, and nothing it said before holds any more.
      history.late = [];
      history.answered = [];
      for (const laptop of history.laptops) {
        laptop.isInDoubt = true;
        await hear(laptop, cut);
      }
      const backup = history.stationBackup ?? emptyBackup(history.tables);
      await restore(history.station.db, backup, history.vehicles);
      history.isPictureOld = true;
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
