import type { StationDb } from '../../station/store/database.ts';
import { issueDinRange } from '../../station/administer.ts';
import { createHash } from 'node:crypto';
import { type SeededRandom, seededRandom } from '../../simulators/random.ts';
import { checkIndex } from './check-index.ts';
import { checkLaptop, checkVerdicts } from './check-laptop.ts';
import { checkPacking } from './check-packing.ts';
import { checkDeferrals, checkStation } from './check-station.ts';
import { deviceOf } from './device.ts';
import type { Disks } from './disk.ts';
import { checkKeys, checkLookUps } from './check-keys.ts';
import { somebody } from './bodies.ts';
import { keyPictureOf, type KeyPicture, noKeys } from './key-picture.ts';
import type { OwnStation } from './own-station.ts';
import { furnish } from './rotate.ts';
import { createRotation, rotates, type Rotation, whoAt } from './rotation.ts';
import { type Laptop, type LaptopSetting, type Rest, switchOn } from './laptop.ts';
import { createMadeEntries, type MadeEntries } from './made.ts';
import type { Answer, StationRequest } from './network.ts';
import type { People } from './operations.ts';
import { type Cut, PowerCut } from './power.ts';
import { createStationData, type StationData } from './station-data.ts';
import { letIn, type SimulatedStation } from './station.ts';
import { nothingHeld, pictureOf, type StationPicture } from './station-picture.ts';
import { backUp, emptyBackup, type StationBackup } from './station-backup.ts';

/** 16 June 2026 in China, 08:30. */
const startsAtMs = Date.UTC(2026, 5, 16, 0, 30);
const ownDins = 30;
const [backlogMin, backlogMore] = [60, 30];
const dinsPerHistory = 100;
/** In one of so many histories donors are deferred; in some of these a vehicle begins with more work than its first batches carry. */
const defersOneIn = 4;
/** That takes three times what another history does. */
const backlogChance = 0.25;

/** One history under way: who is in it, and all that was ever true in it. */
export interface History {
  readonly seed: number;
  readonly random: SeededRandom;
  readonly station: SimulatedStation;
  readonly setting: LaptopSetting;
  readonly vehicles: readonly string[];
  readonly peopleOf: ReadonlyMap<string, People>;
  /** null: people have documents, see `rotation`. */
  readonly donorKeys: readonly string[] | null;
  readonly rotation: Rotation | null;
  /** Vehicles with a folder that was copied; those of which two laptops ran at once; those from whose past a late request came. */
  readonly copied: Set<string>;
  readonly twins: Set<string>;
  readonly stirred: Set<string>;
  /** What the station sends down, where that is made up. */
  readonly data: StationData | null;
  readonly made: MadeEntries;
  readonly tables: readonly string[];
  /** The vehicle that did much before its first sync, and how much. */
  readonly backlog: { readonly vehicle: string; readonly operations: number } | null;
  laptops: Laptop[];
  /** Folders put aside: a backup stick. */
  backups: Rest[];
  /** Of when it was put aside last, at first of before it had ever heard of anybody. */
  stationBackup: StationBackup;
  /** Requests that some box on the way still has, and answers it once gave. */
  late: StationRequest[];
  answered: { readonly vehicle: string; readonly answer: Answer }[];
  stationNowMs: number;
  /** The next batch meets a station that ends after so many steps. */
  crashAfter: number | null;
  /** Verdicts that a reply had to name and did not. */
  readonly unheard: string[];
  picture: StationPicture;
  /** Of the same moment. */
  keyPicture: KeyPicture;
  isPictureOld: boolean;
  readonly done: string[];
  /** Rows of each laptop's journal that were noted after so many commits, and its state when it was last looked at. */
  readonly seen: WeakMap<Laptop, { readonly commits: number; readonly rows: number }>;
  readonly checked: WeakMap<Laptop, string>;
}

/** Thirteen characters of a number that belongs to this history alone. */
function dinOf(seed: number, index: number): string {
  const number = seed * dinsPerHistory + index;
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
  const facility = Math.floor(number / 100_000_000);
  const letter = letters[Math.floor(facility / 10_000) % letters.length] ?? 'A';
  const digits = (value: number, places: number) => String(value).padStart(places, '0');
  return `${letter}${digits(facility % 10_000, 4)}${digits(Math.floor(number / 1_000_000) % 100, 2)}${digits(number % 1_000_000, 6)}`;
}

export interface HistoryWorld {
  readonly station: SimulatedStation;
  readonly disks: Disks;
  /** The station's tables with an epoch, see `station-backup.ts`. */
  readonly tables: readonly string[];
  /** For histories in which the station's hash key is replaced. */
  readonly own: OwnStation;
}

export async function beginHistory(
  { station, disks, tables }: Omit<HistoryWorld, 'own'>,
  seed: number,
): Promise<History> {
  const rotation = rotates(seed) ? createRotation(seed) : null;
  const random = seededRandom(seed);
  const vehicles = Array.from(
    { length: random.pick([1, 1, 2, 2, 3]) },
    (_, at) => `h${seed}-v${at + 1}`,
  );
  const devices = vehicles.map((vehicle) => ({ vehicle, device: deviceOf(vehicle) }));
  await letIn(station.db, devices);
  const donorKeys = Array.from({ length: 4 }, (_, at) =>
    createHash('sha256').update(`history ${seed} donor ${at}`).digest('hex'),
  );
  const who: People['who'] = rotation
    ? (laptop, drawn) => whoAt(rotation, laptop, drawn)
    : (_, drawn) => somebody(drawn.pick(donorKeys));
  // Of its own, so that the other histories stay what their seeds made them.
  const isDeferring = seed % defersOneIn === defersOneIn - 1;
  const deferrals = rotation?.random ?? (isDeferring ? seededRandom(seed + 1) : null);
  const sharedDins = [90, 91, 92].map((at) => dinOf(seed, at));
  const peopleOf = new Map(
    vehicles.map((vehicle, at) => [
      vehicle,
      {
        ...{ who, sharedDins },
        dins: Array.from({ length: ownDins }, (_, no) => dinOf(seed, at * ownDins + no)),
        deferrals,
        deferralChance: 0.2,
        packing: seededRandom(seed + 2),
      },
    ]),
  );
  const backlog =
    isDeferring && deferrals?.chance(backlogChance) === true
      ? {
          vehicle: deferrals.pick(vehicles),
          operations: backlogMin + deferrals.below(backlogMore),
        }
      : null;
  if (random.chance(0.15)) await issue(station.db, vehicles[0] ?? '', dinOf(seed, 0));
  const history: History = {
    ...{ seed, random, station, vehicles, peopleOf, tables, backlog, rotation },
    donorKeys: rotation ? null : donorKeys,
    setting: {
      ...{ disks, random, startsAtMs, fetchesIndex: random.chance(0.1) || rotation !== null },
      stationNowMs: () => history.stationNowMs,
    },
    data: rotation ? null : createStationData(),
    made: createMadeEntries(),
    ...{ copied: new Set(), twins: new Set(), stirred: new Set() },
    ...{ laptops: [], backups: [], stationBackup: emptyBackup(tables), late: [], answered: [] },
    ...{ stationNowMs: startsAtMs, crashAfter: null, picture: nothingHeld, isPictureOld: false },
    keyPicture: noKeys,
    ...{ done: [], unheard: [], seen: new WeakMap(), checked: new WeakMap() },
  };
  for (const each of devices) {
    const folder = disks.fresh();
    history.laptops.push(start(history, { ...each, folder, told: null }));
  }
  if (rotation) {
    await furnish(station.db, rotation, startsAtMs);
    history.stationBackup = await backUp(station.db, tables, history);
  }
  return history;
}

async function issue(db: StationDb, vehicleId: string, firstDin: string): Promise<void> {
  const issued = await issueDinRange(db, { vehicleId, firstDin, count: ownDins });
  if (!issued.ok) throw new Error(issued.error);
}

const startsMax = 5;

/** Switches a laptop on; when its power goes meanwhile, again from what is on its disk. */
export function start(history: History, rest: Rest, cut: Cut | null = null): Laptop {
  let now = rest;
  let next = cut;
  for (let starts = 0; starts < startsMax; starts += 1) {
    const disk: { folder: string | null } = { folder: null };
    try {
      return switchOn(history.setting, now, next, disk);
    } catch (fault) {
      if (!(fault instanceof PowerCut) || disk.folder === null) throw fault;
      now = { ...now, folder: disk.folder };
      next = null;
    }
  }
  throw new Error('a laptop that never starts');
}

/** Puts another laptop in the place of one whose power went, with what was on its disk. */
export function startAgain(history: History, laptop: Laptop): Laptop {
  note(history, laptop);
  const message = laptop.line.message();
  // What had left arrives all the same, some time.
  if (message?.reply === null && history.random.chance(0.5)) history.late.push(message.request);
  const folder = laptop.diskAtCut() ?? history.setting.disks.take(laptop.folder);
  laptop.off();
  const { vehicle, device, isInDoubt } = laptop;
  const cut = history.random.chance(0.1)
    ? ({ kind: 'call', after: history.random.below(12) } as const)
    : null;
  const next = start(history, { vehicle, device, folder, told: laptop.told }, cut);
  next.fuse.arm(null);
  next.isInDoubt = isInDoubt;
  const told = history.rotation?.told.get(laptop);
  if (told) history.rotation?.told.set(next, told);
  history.laptops = history.laptops.map((other) => (other === laptop ? next : other));
  return next;
}

/** Remembers what a laptop has made since the last look. */
export function note({ seen, made }: History, laptop: Laptop): void {
  const commits = laptop.commits();
  const last = seen.get(laptop);
  if (last?.commits === commits) return;
  seen.set(laptop, { commits, rows: made.note(laptop.store.reader, last?.rows ?? 0) });
}

/** Everything that must hold and does not. A laptop in which nothing changed, before a station in which nothing did, was looked at before. */
export async function check(history: History): Promise<readonly string[]> {
  const { checked } = history;
  for (const laptop of history.laptops) note(history, laptop);
  const isNew = history.isPictureOld;
  if (isNew) {
    history.picture = await pictureOf(history.station.db, history.vehicles, history.donorKeys);
    if (history.rotation) history.keyPicture = await keyPictureOf(history.station.db);
    history.isPictureOld = false;
  }
  const { picture, made, rotation, data } = history;
  const wrong = [...history.unheard, ...(isNew ? checkStation(picture, made) : [])];
  if (isNew) {
    wrong.push(...(rotation ? checkKeys(history, rotation) : checkDeferrals(picture, made)));
  }
  for (const laptop of history.laptops) {
    const state = `${laptop.commits()} ${laptop.isInDoubt} ${laptop.faults.length}`;
    if (!isNew && checked.get(laptop) === state) continue;
    checked.set(laptop, state);
    const found = [...checkLaptop(laptop, picture), ...checkPacking(laptop, picture)];
    wrong.push(...found.map((each) => `${laptop.vehicle}: ${each}`));
  }
  // An increment changes the index before the store says so.
  for (const laptop of history.laptops) {
    const found = data ? checkIndex(laptop, data) : [];
    if (rotation) found.push(...checkLookUps(history, rotation, laptop));
    wrong.push(...found.map((each) => `${laptop.vehicle}: ${each}`));
  }
  return wrong;
}

/** After a calm: no verdict is missing at a laptop that the station took to the end. */
export function checkFed({ laptops, picture }: History): readonly string[] {
  return laptops
    .filter((laptop) => laptop.sync.problem() === null)
    .flatMap((laptop) =>
      checkVerdicts(laptop, picture).map((each) => `${laptop.vehicle}: ${each}`),
    );
}
