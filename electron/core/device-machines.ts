import type { MachineView } from '../../shared/contract/device.ts';
import { type DeviceSettings, MACHINE_NAMES_MAX, SERVES_MAX } from '../../shared/device-setting.ts';
import { deviceIdentity, type DeviceUrl } from '../../shared/device-url.ts';
import type { Machines } from './machines.ts';

/** The machine that a device was given to; null: none. */
export const machineOf = ({ serves }: DeviceSettings, url: DeviceUrl): string | null =>
  serves.find(({ device }) => device === deviceIdentity(url))?.machine ?? null;

/** Gives a device to a machine, or with null to none. Past the bound the oldest is forgotten, and that device is its laptop's again. */
export function withServing(
  settings: DeviceSettings,
  url: DeviceUrl,
  machine: string | null,
): DeviceSettings {
  const device = deviceIdentity(url);
  const others = settings.serves.filter((each) => each.device !== device);
  const serves = machine === null ? others : [...others, { device, machine }];
  return { ...settings, serves: serves.slice(-SERVES_MAX) };
}

/** Null when there is no room for one more name. */
export function withName(
  settings: DeviceSettings,
  key: string,
  name: string | null,
): DeviceSettings | null {
  const others = settings.machines.filter((each) => each.key !== key);
  if (name !== null && others.length >= MACHINE_NAMES_MAX) return null;
  return { ...settings, machines: name === null ? others : [...others, { key, name }] };
}

/** Every machine that is there, hears, has a name or is served; those that are there first. */
export function machineViews(
  { machines: named, serves }: DeviceSettings,
  machines: Machines,
  asking: string,
): readonly MachineView[] {
  const there = machines.there().map(({ key }) => key);
  const home = machines.home();
  const keys = new Set([
    ...there,
    ...(home === null ? [] : [home.key]),
    ...named.map(({ key }) => key),
    ...serves.map(({ machine }) => machine),
  ]);
  return [...keys].map((key) => ({
    ...{ key, name: named.find((each) => each.key === key)?.name ?? null },
    ...{ isHere: machines.known(key).isHere, isThere: there.includes(key), isThis: key === asking },
  }));
}
