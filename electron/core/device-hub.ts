import type { DeviceView } from '../../shared/contract/device.ts';
import {
  type DeviceRole,
  deviceRoles,
  type DeviceSetting,
  type DeviceSettings,
  usualSetting,
} from '../../shared/device-setting.ts';
import { deviceIdentity } from '../../shared/device-url.ts';
import type { Plugged } from '../../shared/plugged.ts';
import { err, ok } from '../../shared/result.ts';
import type { GivenDevice } from './config.ts';
import { pluggedViews } from './device-plugged.ts';
import { type DeviceWorld, openDevice, type OpenedDevice, urlOf } from './device-roles.ts';
import { createDeviceSearch } from './device-search.ts';
import type { DeviceSettingsFile } from './device-settings-file.ts';
import type { DeviceDesk } from './services/device.ts';
import type { OpenPort } from './devices/line.ts';
import type { Printer } from './devices/printer.ts';
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
  readonly close: () => Promise<void>;
}

export interface HubOptions {
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
export function openDevices(world: DeviceWorld, options: HubOptions): DeviceHub {
  const { ctx, deps, resources } = world;
  const { given, file, openPort, listPlugged } = options;
  const changed = (): void => ctx.publish('changed', { areas: ['devices'] });
  let settings = file.read();
  let running: readonly Running[] = [];
  // One change at a time: a port must be let go before it is opened for something else.
  let turn: Promise<unknown> = Promise.resolve();

  const start = (assigned: Assigned): Running => {
    const traffic = createTraffic(ctx.clock, assigned.setting.role);
    const tapped = { ...deps, openLine: traffic.tap(deps.openLine) };
    const opened = openDevice({ ...world, deps: tapped }, assigned.id, assigned.setting);
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
    const id = devices.find(isReplaced)?.id ?? ctx.random.uuid();
    const kept = devices.filter((each) => !isReplaced(each));
    if (kept.length >= DEVICES_MAX) return err('too-many');
    await change({ ...settings, devices: [...kept, { id, setting }] });
    ctx.log.info('device.assigned', { role: setting.role });
    return ok(id);
  };

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
    views: () => viewsOf(assignedOf(given, settings), running),
    keyboard: () => settings.keyboard,
    setKeyboard: (keyboard) => {
      settings = { ...settings, keyboard };
      file.write(settings);
      changed();
    },
    scaleFormats: () => resources.scaleFormats.map(({ id, name }) => ({ id, name })),
    assign,
    forget: async (id) => {
      if (given.length > 0 && id.startsWith('given-')) return err('device-given');
      const kept = settings.devices.filter((each) => each.id !== id);
      if (kept.length === settings.devices.length) return err('device-unknown');
      await change({ ...settings, devices: kept });
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

function viewsOf(
  assigned: readonly Assigned[],
  running: readonly Running[],
): readonly DeviceView[] {
  return deviceRoles.flatMap((role) => {
    const mine = assigned.filter(({ setting }) => setting.role === role);
    if (mine.length > 0) return mine.map((each) => viewOf(each, running));
    const nothing = { id: role, role, url: null, setting: null, from: null } as const;
    return [{ ...nothing, state: 'absent', reason: 'not-configured' } as const];
  });
}

function viewOf({ id, setting, from }: Assigned, running: readonly Running[]): DeviceView {
  const state = running.find((each) => each.id === id)?.opened.device.state();
  return {
    ...{ id, role: setting.role, url: setting.url, setting, from },
    state: state?.kind ?? 'absent',
    reason: state === undefined ? 'overruled' : 'reason' in state ? state.reason : null,
  };
}
