import { mkdirSync } from 'node:fs';
import { calls } from '../../shared/contract/index.ts';
import {
  type Caller,
  createRouter,
  type Reply,
  type Request,
} from '../../shared/contract/router.ts';
import type { Plugged } from '../../shared/plugged.ts';
import { type Topic, type TopicMessage, topics } from '../../shared/contract/topics.ts';
import { err, ok } from '../../shared/result.ts';
import { refused } from '../../shared/contract/refusals.ts';
import { diskTrouble } from './disk-trouble.ts';
import type { CoreConfig } from './config.ts';
import type { Clock, Log, Random, Timers } from './deps.ts';
import { type DeviceHub, openDevices } from './device-hub.ts';
import { loadDeviceResources } from './device-resources.ts';
import { deviceSettingsFile } from './device-settings-file.ts';
import { createLineOpener, type OpenPort } from './devices/line.ts';
import { listPlugged } from './devices/ports/list-plugged.ts';
import { createOpenPort } from './devices/ports/open-port.ts';
import { createHandlers } from './handlers.ts';
import { createIndexKeeper } from './index-keeper.ts';
import { createLabelPrinting } from './label-printing.ts';
import { createFileKeyStore } from './keys.ts';
import { createMachines } from './machines.ts';
import { loadResources } from './resources.ts';
import { createCardDesk } from './services/card-desk.ts';
import type { Context } from './services/context.ts';
import { donorGate } from './services/self-service.ts';
import { termGate } from './services/term-gate.ts';
import { createPrintQueue, markUncertainJobs } from './services/print-queue.ts';
import { dropAllTurnedScreens, turnedScreen } from './store/reads/turned-screen.ts';
import { takenAlong } from './store/reads/station-data.ts';
import { openStore } from './store/store.ts';
import { spellName } from './spell-name.ts';
import { createStationDesk } from './station-desk.ts';
import { createSync } from './sync/sync.ts';
import { stderrLog, systemClock, systemHashing, systemRandom, systemTimers } from './system.ts';

/** The world outside; tests and rehearsals pass their own clock. */
export interface World {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
}

export const systemWorld: World = {
  clock: systemClock,
  timers: systemTimers,
  random: systemRandom,
  log: stderrLog,
};

/** What is plugged into this machine, and how it is opened. */
export interface Hardware {
  readonly openPort: OpenPort;
  readonly listPlugged: () => Promise<readonly Plugged[]>;
}

const systemHardware: Hardware = {
  openPort: createOpenPort({ timers: systemTimers }),
  listPlugged,
};

export interface Listening {
  readonly machine: string;
  /** The listener's screen is this laptop's, into which the devices are plugged. */
  readonly isHere: boolean;
}

export interface Core {
  /** The journal's epoch now: what the station knows this database by. */
  readonly epoch: string;
  readonly call: (request: Request, caller: Caller) => Promise<Reply>;
  /**
   * A machine hears what happens, and of the devices those that are its own; turned to a donor, that something changed and nothing of
   * what it was. A listener that is no machine (a rehearsal, a test) hears everything.
   */
  readonly subscribe: (
    listener: (topic: string, message: unknown) => void,
    from?: Listening,
  ) => () => void;
  /** Resolves when nothing is being printed. */
  readonly printed: () => Promise<void>;
  /** Finishes what has begun, then lets go of the devices and the database. */
  readonly close: () => Promise<void>;
}

const listenersMax = 200;
/** Reading the labels' font takes a tenth of a second, which the first screen does not wait for. */
const fontDelayMs = 1_500;

/** Runs what only follows from something that has happened: it may fail, and what happened is answered all the same. */
function follow(log: Log, work: () => void): void {
  try {
    work();
  } catch (fault) {
    log.error('follow.fault', { fault: String(fault) });
  }
}

interface Listener {
  readonly hear: (topic: string, message: unknown) => void;
  readonly machine: string | null;
}

function createPublisher(log: Log) {
  const listeners = new Set<Listener>();
  return {
    publish: <T extends Topic>(
      topic: T,
      message: TopicMessage<T>,
      hears: (machine: string) => boolean = () => true,
    ): void => {
      // A message of the wrong shape is our fault; it is found here, not in somebody's browser.
      const checked = topics[topic].parse(message);
      for (const { hear, machine } of listeners) {
        if (machine === null || hears(machine)) follow(log, () => hear(topic, checked));
      }
    },
    subscribe: (hear: Listener['hear'], machine: string | null = null) => {
      if (listeners.size >= listenersMax) throw new Error('too many listeners');
      const listener = { hear, machine };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/**
 * Starts the core over a data folder. Throws DataFolderInUse, DatabaseNewer or DatabaseUnreadable when it cannot be opened; nothing
 * was changed then. A device or a station that is away is no reason not to start.
 */
export function startCore(
  config: CoreConfig,
  world: World = systemWorld,
  hardware: Hardware = systemHardware,
): Core {
  const { clock, timers, random, log } = world;
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  const keys = createFileKeyStore(config.dataFolder);
  const keyHex = keys.databaseKeyHex();
  let clockOffsetMs = 0;
  const store = openStore({
    ...{ dataFolder: config.dataFolder, keyHex, vehicle: config.vehicle },
    ...{ appVersion: config.appVersion, devicePublicKey: keys.devicePublicKey() },
    ...{ clock, random, hashing: systemHashing, clockOffsetMs: () => clockOffsetMs },
  });
  const keeper = createIndexKeeper(
    config.dataFolder,
    keyHex,
    takenAlong(store.reader)?.keyGeneration ?? 0,
  );
  const { publish, subscribe } = createPublisher(log);
  const machines = createMachines(timers, systemHashing, () =>
    publish('changed', { areas: ['devices'] }),
  );
  const ctx: Context = {
    ...{ appVersion: config.appVersion, vehicle: config.vehicle, demo: config.demo },
    simulatorsUrl: config.simulatorsUrl,
    labels: createLabelPrinting(config, () => ({
      language: devices.printerLanguage(),
      dpi: devices.printerOptions()?.dpi ?? config.labelDpi,
    })),
    ...{ store, clock, timers, random, log, hashing: systemHashing },
    publish: (topic, message) => publish(topic, message),
    mayRead: (role, machine) => devices.mayRead(role, machine),
    nowMs: () => clock.nowMs() + clockOffsetMs,
    donorIndex: keeper.current,
    resources: loadResources(config.resourcesFolder),
    sign: keys.sign,
    devicePublicKey: keys.devicePublicKey(),
    spell: spellName,
  };
  markUncertainJobs(ctx);
  if (config.takeBackScreens) {
    store.write((tx) => {
      dropAllTurnedScreens(tx);
      return ok(null);
    });
  }

  const desk = createCardDesk(clock, (machine) => ctx.mayRead('id-reader', machine));
  const openLine = createLineOpener({ timers, log, openPort: hardware.openPort });
  const devices: DeviceHub = openDevices(
    {
      ...{ ctx, desk, deps: { clock, timers, log, openLine } },
      printerLanguage: config.printerLanguage,
      resources: loadDeviceResources(config.resourcesFolder),
    },
    {
      ...{ machines, tell: publish, given: config.devices },
      file: deviceSettingsFile(config.dataFolder, log),
      ...hardware,
    },
  );
  const prints = createPrintQueue(ctx, devices.printer);
  const stopReadingFont = timers.after(fontDelayMs, () => follow(log, () => void ctx.labels.ink()));
  const stopWaking = subscribe((topic) => {
    if (topic === 'changed') prints.wake();
  });
  const stationEnded = new AbortController();
  const station = createStationDesk(config, keys, random.uuid(), stationEnded.signal);
  const sync = createSync({
    ...{ store, keeper, clock, timers, random, log, hashing: systemHashing },
    vehicle: config.vehicle,
    link: station.link,
    onChange: () => publish('changed', { areas: ['sync', 'app'] }),
    onClockOffset: (offsetMs) => {
      clockOffsetMs = offsetMs;
    },
  });
  store.onCommit(() => {
    publish('changed', { areas: ['session', 'app', 'sync'] });
    follow(log, prints.wake);
    follow(log, sync.wake);
  });
  prints.wake();
  if (config.station) void sync.now();

  const route = createRouter(calls, createHandlers(ctx, desk, devices, sync, prints, station), {
    reader: store.reader,
    gate: (caller, request) => donorGate(store.reader, caller, request),
    once: (id, name, caller, work, input) =>
      store.once(
        id,
        name,
        caller.operator,
        (tx) => {
          // Inside: a command that was done before the term ended is answered with what it did.
          const outside = termGate(ctx, tx, caller, name);
          return outside === null ? work(tx) : err(outside);
        },
        systemHashing.sha256(JSON.stringify(input)),
      ),
    mendable: (fault) => {
      if (diskTrouble(fault, config.dataFolder) !== 'full') return null;
      log.warn('disk.full', {});
      return refused('disk-full');
    },
    incident: (name, fault) => {
      const incident = random.uuid();
      const stack = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
      log.error('call.fault', { incident, call: name, stack });
      return incident;
    },
  });

  return {
    get epoch() {
      return store.epoch;
    },
    call: route,
    subscribe: (listener, from) => {
      if (from === undefined) return subscribe(listener);
      const { machine, isHere } = from;
      const stop = subscribe((topic, message) => {
        const isFree = topic === 'changed' || turnedScreen(store.reader, machine) === null;
        if (isFree) listener(topic, message);
      }, machine);
      const leave = machines.came(machine, isHere);
      return () => {
        stop();
        leave();
      };
    },
    printed: prints.settled,
    close: async () => {
      const synced = sync.close();
      // A station that says nothing must not keep the vehicle's laptop from closing.
      stationEnded.abort();
      await synced;
      stopWaking();
      stopReadingFont();
      machines.close();
      await prints.close();
      await devices.close();
      keeper.close();
      store.close();
    },
  };
}
