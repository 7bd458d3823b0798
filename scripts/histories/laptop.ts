import { v7 } from 'uuid';
import { createIndexKeeper } from '../../electron/core/index-keeper.ts';
import { epochStates } from '../../electron/core/store/journal.ts';
import { takenAlong } from '../../electron/core/store/reads/station-data.ts';
import { openStore, type Store } from '../../electron/core/store/store.ts';
import type { IndexKeeper } from '../../electron/core/sync/index-keeper.ts';
import { createSync, type Sync } from '../../electron/core/sync/sync.ts';
import { vehicleId } from '../../shared/ids.ts';
import type { SeededRandom } from '../../simulators/random.ts';
import type { Device } from './device.ts';
import { type Disks, databaseKeyHex, logBytesOf } from './disk.ts';
import { createLine, type SimulatedLine } from './network.ts';
import { createPlaceKeeper } from './place-keeper.ts';
import { createFuse, type Cut, type Fuse } from './power.ts';
import { waitedFor } from './settled.ts';
import { bytesOf, createLaptopWorld, createTime, type SimulatedTime } from './world.ts';

/** The last entry of which the operator was told that it is saved; the chain holds all before it. */
export interface Told {
  readonly epoch: string;
  readonly seq: number;
  readonly hash: string;
}

/** What stays of a laptop when it is off: a folder, and what its operators were told. */
export interface Rest {
  readonly vehicle: string;
  readonly device: Device;
  readonly folder: string;
  readonly told: Told | null;
}

export interface Laptop {
  readonly vehicle: string;
  readonly device: Device;
  /** This start of its program, as its requests name it. */
  readonly run: string;
  readonly folder: string;
  readonly store: Store;
  readonly sync: Sync;
  /** The donor index that look-ups ask. */
  readonly index: IndexKeeper['current'];
  readonly time: SimulatedTime;
  readonly line: SimulatedLine;
  readonly fuse: Fuse;
  readonly faults: readonly string[];
  told: Told | null;
  /** The station was brought back to an older state, and this laptop has not compared since. */
  isInDoubt: boolean;
  /** The folder as the power cut left it. */
  readonly diskAtCut: () => string | null;
  /** How often its store has changed since it was switched on. */
  readonly commits: () => number;
  /** Lets the program go, and its folder with it. */
  readonly off: () => void;
}

export interface LaptopSetting {
  readonly disks: Disks;
  readonly random: SeededRandom;
  readonly startsAtMs: number;
  /** Fetches donor indexes into files, as the product does; without, there is none to fetch. */
  readonly fetchesIndex: boolean;
  readonly stationNowMs: () => number;
}

/** Starts the product's store and sync over a folder. Throws PowerCut when the cut hits meanwhile; `diskAtCut` then tells the folder. */
export function switchOn(
  { disks, random, startsAtMs, fetchesIndex, stationNowMs }: LaptopSetting,
  rest: Rest,
  cut: Cut | null,
  diskAtCut: { folder: string | null } = { folder: null },
): Laptop {
  const { folder } = rest;
  const faults: string[] = [];
  const time = createTime(startsAtMs);
  const { device } = rest;
  const run = v7({ msecs: startsAtMs, random: bytesOf(random, 16) });
  const line = createLine({ vehicle: rest.vehicle, laptop: device.laptop, run }, stationNowMs);
  let logBytes = logBytesOf(folder);
  const fuse = createFuse((kind) => {
    const written = logBytesOf(folder) - logBytes;
    diskAtCut.folder =
      kind === 'torn'
        ? disks.image(folder, logBytes + random.below(Math.max(1, written)))
        : disks.image(folder);
  });
  const world = createLaptopWorld(time, random, fuse);
  let clockOffsetMs = 0;
  fuse.arm(cut);
  const vehicle = vehicleId.parse(rest.vehicle);
  const store = openStore({
    ...{ dataFolder: folder, keyHex: databaseKeyHex, vehicle, appVersion: '0.1.0' },
    ...{ devicePublicKey: device.publicKey, ...world, clockOffsetMs: () => clockOffsetMs },
  });
  const keeper = fetchesIndex
    ? inFiles(folder, takenAlong(store.reader)?.keyGeneration ?? 0)
    : createPlaceKeeper();
  const noted = (event: string, ids: unknown): void => {
    if (!fuse.isBlown()) faults.push(`${event} ${JSON.stringify(ids)}`);
  };
  const sync = createSync({
    ...{ store, vehicle, keeper, ...world, timers: time.timers, link: () => line.link },
    log: { info: () => undefined, warn: () => undefined, error: noted },
    onChange: () => undefined,
    onClockOffset: (offsetMs) => {
      clockOffsetMs = offsetMs;
    },
  });
  let commits = 0;
  store.onCommit(() => {
    commits += 1;
    fuse.committed();
    logBytes = logBytesOf(folder);
    sync.wake();
  });
  let isOff = false;
  return {
    ...{ vehicle: rest.vehicle, device, run, folder, store, sync, time, line, fuse, faults },
    index: keeper.current,
    ...{ told: rest.told, isInDoubt: false },
    diskAtCut: () => diskAtCut.folder,
    commits: () => commits,
    off: () => {
      if (isOff) return;
      isOff = true;
      fuse.arm(null);
      // First the folder: of a database that is there SQLite would write the whole log back when it is closed.
      disks.remove(folder);
      // What it waits for never comes; from here on it plans nothing any more.
      void sync.close();
      keeper.close();
      store.close();
    },
  };
}

function inFiles(folder: string, generation: number): IndexKeeper {
  const keeper = createIndexKeeper(folder, databaseKeyHex, generation);
  return { ...keeper, copy: (wanted) => waitedFor(keeper.copy(wanted)) };
}

export const headsOf = (laptop: Laptop) => epochStates(laptop.store.reader);
