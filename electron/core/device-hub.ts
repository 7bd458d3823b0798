import type { DeviceView } from '../../shared/contract/device.ts';
import {
  type DeviceRole,
  deviceRoles,
  type DeviceSetting,
  type DeviceSettings,
  usualSetting,
} from '../../shared/device-setting.ts';
import { deviceIdentity, type DeviceUrl } from '../../shared/device-url.ts';
import type { Plugged } from '../../shared/plugged.ts';
import { err, ok } from '../../shared/result.ts';
import type { DeviceTopic, TopicMessage } from '../../shared/contract/topics.ts';
import type { GivenDevice } from './config.ts';
import { machineOf, machineViews, withName, withServing } from './device-machines.ts';
import { pluggedViews } from './device-plugged.ts';
import { type DeviceWorld, openDevice, type OpenedDevice, urlOf } from './device-roles.ts';
import { createDeviceSearch } from './device-search.ts';
import type { DeviceSettingsFile } from './device-settings-file.ts';
import type { DeviceDesk } from './services/device.ts';
import type { OpenPort } from './devices/line.ts';
import type { Printer } from './devices/printer.ts';
import type { Machines } from './machines.ts';
import { createTraffic, type Traffic } from './devices/traffic.ts';

interface Assigned {
  readonly id: string;
  readonly setting: DeviceSetting;
  readonly from: 'given' | 'chosen';
}

interface Running extends Assigned {
  readonly opened: OpenedDevice;
  readonly traffic: Traffic;
}

export interface DeviceHub extends DeviceDesk {
  /** What the printer in use is set to; null where the command line decides. */
  readonly printerOptions: () => Extract<DeviceSetting, { role: 'printer' }>['options'] | null;
  /** Whether a machine hears the device of that role; true where there is none. */
  readonly mayRead: (role: DeviceRole, machine: string) => boolean;
  readonly close: () => Promise<void>;
}

/** Tells what a device said to the machines that `hears` lets pass. */
type TellSome = <T extends DeviceTopic>(
  topic: T,
  message: TopicMessage<T>,
  hears: (machine: string) => boolean,
) => void;

export interface HubOptions {
  readonly machines: Machines;
  readonly tell: TellSome;
  readonly given: readonly GivenDevice[];
  readonly file: DeviceSettingsFile;
  readonly openPort: OpenPort;
  readonly listPlugged: () => Promise<readonly Plugged[]>;
}

const DEVICES_MAX = 12;
const isSeveral = (role: DeviceRole): boolean => role === 'scanner';

/** What the command line names is used for its role, and the page's settings for that role wait. */
const assignedOf = (
  given: readonly GivenDevice[],
  settings: DeviceSettings,
): readonly Assigned[] => {
  const fixed = given.map(({ role, url }, at): Assigned => {
    return { id: `given-${role}-${at}`, setting: usualSetting(role, url), from: 'given' };
  });
  return [...fixed, ...settings.devices.map((each) => ({ ...each, from: 'chosen' }) as const)];
};

const isShadowed = (assigned: Assigned, given: readonly GivenDevice[]): boolean =>
  assigned.from === 'chosen' && given.some(({ role }) => role === assigned.setting.role);

/** Opens every assigned device, and keeps what is assigned to what; changed while the program runs. */
export function openDevices(world: Omit<DeviceWorld, 'tell'>, options: HubOptions): DeviceHub {
  const { ctx, deps, desk, resources } = world;
  const { given, file, openPort, listPlugged, machines } = options;
  const changed = (): void => ctx.publish('changed', { areas: ['devices'] });
  let settings = file.read();
  let running: readonly Running[] = [];
  // One change at a time: a port must be let go before it is opened for something else.
  let turn: Promise<unknown> = Promise.resolve();

  /** The key of the one machine that hears a device; null before any is there. */
  const hearerOf = (url: DeviceUrl): string | null =>
    machineOf(settings, url) ?? machines.home()?.key ?? null;
  const hears = (machine: string, url: DeviceUrl): boolean => {
    const hearer = hearerOf(url);
    return hearer === null || hearer === machines.keyOf(machine);
  };

  const start = (assigned: Assigned): Running => {
    const traffic = createTraffic(ctx.clock, assigned.setting.role);
    const tapped = { ...deps, openLine: traffic.tap(deps.openLine) };
    const url = urlOf(assigned.setting);
    const tell: DeviceWorld['tell'] = (topic, message) =>
      options.tell(topic, message, (machine) => hears(machine, url));
    const opened = openDevice({ ...world, deps: tapped, tell }, assigned.id, assigned.setting);
    return { ...assigned, opened, traffic };
  };
  const wanted = (): readonly Assigned[] =>
    assignedOf(given, settings).filter((each) => !isShadowed(each, given));
  running = wanted().map(start);

  /** Closes what is no longer wanted as it is, then opens what is new. */
  const follow = async (): Promise<void> => {
    const now = wanted();
    const stays = (each: Running): boolean =>
      now.some(
        ({ id, setting }) =>
          id === each.id && JSON.stringify(setting) === JSON.stringify(each.setting),
      );
    const gone = running.filter((each) => !stays(each));
    running = running.filter(stays);
    await Promise.all(gone.map(({ opened }) => opened.device.close()));
    const missing = now.filter(({ id }) => !running.some((each) => each.id === id));
    running = [...running, ...missing.map(start)];
    changed();
  };
  const change = (next: DeviceSettings): Promise<void> => {
    file.write(next);
    settings = next;
    const mine = turn.then(follow);
    turn = mine;
    return mine;
  };

  const keep = (next: DeviceSettings): void => {
    file.write(next);
    settings = next;
    changed();
  };

  const printer = (): Printer | null => {
    const found = running.find(({ opened }) => opened.kind === 'printer')?.opened;
    return found?.kind === 'printer' ? found.device : null;
  };
  const printerOptions: DeviceHub['printerOptions'] = () => {
    const setting = running.find((each) => each.setting.role === 'printer')?.setting;
    return setting?.role === 'printer' ? setting.options : null;
  };
  const search = createDeviceSearch({
    ...{ timers: deps.timers, openPort, listPlugged, onChange: changed },
    inUse: () => running.map(({ setting }) => urlOf(setting)),
  });

  const assign: DeviceHub['assign'] = async (setting, replaces) => {
    const { devices } = settings;
    const identity = deviceIdentity(urlOf(setting));
    const others = assignedOf(given, settings).filter(({ id }) => id !== replaces);
    if (replaces !== null && !devices.some(({ id }) => id === replaces))
      return err('device-unknown');
    if (given.some(({ role }) => role === setting.role)) return err('device-given');
    // For another role only: the same device again in its own role is a new setting of it.
    const same = others.find((each) => deviceIdentity(urlOf(each.setting)) === identity);
    if (same && same.setting.role !== setting.role) return err('device-used-already');
    const known = replaces ?? same?.id ?? null;
    const isReplaced = (each: (typeof devices)[number]): boolean =>
      each.id === known || (each.setting.role === setting.role && !isSeveral(setting.role));
    const before = devices.find(isReplaced);
    const id = before?.id ?? ctx.random.uuid();
    const kept = devices.filter((each) => !isReplaced(each));
    if (kept.length >= DEVICES_MAX) return err('too-many');
    // The device in another's place stands on the same table.
    const was = urlOf(before?.setting ?? setting);
    const moved = withServing(
      withServing(settings, was, null),
      urlOf(setting),
      machineOf(settings, was),
    );
    await change({ ...moved, devices: [...kept, { id, setting }] });
    ctx.log.info('device.assigned', { role: setting.role });
    return ok(id);
  };

  const isKnown = (machine: string): boolean =>
    machineViews(settings, machines, '').some(({ key }) => key === machine);

  return {
    printer: {
      state: () => printer()?.state() ?? { kind: 'absent', reason: 'not-configured' },
      print: async (job) =>
        (await printer()?.print(job)) ??
        err({ kind: 'lost', left: 'nothing', reason: 'not-there' }),
      status: async () =>
        (await printer()?.status()) ?? err({ kind: 'no-status', reason: 'not-there' }),
      close: async () => undefined,
    },
    printerOptions,
    printerLanguage: () => printerOptions()?.language ?? world.printerLanguage,
    views: () =>
      viewsOf(assignedOf(given, settings), running, (url) => ({
        ...{ machine: machineOf(settings, url), heardBy: hearerOf(url) },
      })),
    mayRead: (role, machine) => {
      const mine = wanted().filter(({ setting }) => setting.role === role);
      return mine.length === 0 || mine.some(({ setting }) => hears(machine, urlOf(setting)));
    },
    machines: (asking) => machineViews(settings, machines, machines.keyOf(asking)),
    serve: (id, machine) => {
      const found = assignedOf(given, settings).find((each) => each.id === id)?.setting;
      if (found === undefined || found.role === 'printer') return err('device-unknown');
      if (machine !== null && !isKnown(machine)) return err('machine-unknown');
      keep(withServing(settings, urlOf(found), machine));
      if (found.role === 'id-reader') desk.clear();
      ctx.log.info('device.serves', { role: found.role, isSet: machine !== null });
      return ok(undefined);
    },
    nameMachine: (machine, name) => {
      if (!isKnown(machine)) return err('machine-unknown');
      const named = withName(settings, machine, name);
      if (named === null) return err('too-many-machines');
      keep(named);
      return ok(undefined);
    },
    keyboard: () => settings.keyboard,
    setKeyboard: (keyboard) => keep({ ...settings, keyboard }),
    scaleFormats: () => resources.scaleFormats.map(({ id, name }) => ({ id, name })),
    assign,
    forget: async (id) => {
      if (given.length > 0 && id.startsWith('given-')) return err('device-given');
      const gone = settings.devices.find((each) => each.id === id)?.setting;
      if (gone === undefined) return err('device-unknown');
      const kept = settings.devices.filter((each) => each.id !== id);
      await change({ ...withServing(settings, urlOf(gone), null), devices: kept });
      return ok(undefined);
    },
    traffic: (id) => running.find((each) => each.id === id)?.traffic.entries() ?? null,
    plugged: async () =>
      pluggedViews(
        await listPlugged(),
        running.map(({ id, setting }) => ({ id, url: urlOf(setting) })),
      ),
    find: search.start,
    search: search.view,
    stopSearch: search.stop,
    close: async () => {
      await search.stop();
      await turn;
      await Promise.all(running.map(({ opened }) => opened.device.close()));
    },
  };
}

type Hearing = Pick<DeviceView, 'machine' | 'heardBy'>;
const shared: Hearing = { machine: null, heardBy: null };

function viewsOf(
  assigned: readonly Assigned[],
  running: readonly Running[],
  hearingOf: (url: DeviceUrl) => Hearing,
): readonly DeviceView[] {
  return deviceRoles.flatMap((role) => {
    const mine = assigned.filter(({ setting }) => setting.role === role);
    if (mine.length > 0) return mine.map((each) => viewOf(each, running, hearingOf));
    const nothing = { id: role, role, url: null, setting: null, from: null } as const;
    return [{ ...nothing, ...shared, state: 'absent', reason: 'not-configured' } as const];
  });
}

function viewOf(
  { id, setting, from }: Assigned,
  running: readonly Running[],
  hearingOf: (url: DeviceUrl) => Hearing,
): DeviceView {
  const state = running.find((each) => each.id === id)?.opened.device.state();
  return {
    ...{ id, role: setting.role, url: setting.url, setting, from },
    ...(setting.role === 'printer' ? shared : hearingOf(urlOf(setting))),
    state: state?.kind ?? 'absent',
    reason: state === undefined ? 'overruled' : 'reason' in state ? state.reason : null,
  };
}
