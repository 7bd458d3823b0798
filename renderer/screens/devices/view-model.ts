import type {
  DeviceView,
  MachineView,
  PluggedView,
  SearchView,
} from '../../../shared/contract/device.ts';
import {
  type DeviceRole,
  type DeviceSetting,
  usualBaud,
  usualSetting,
} from '../../../shared/device-setting.ts';
import { deviceIdentity, formatDeviceUrl, parseDeviceUrl } from '../../../shared/device-url.ts';
import { isTextKey, type Sentence } from '../../text/index.ts';

export const bauds = [9600, 19_200, 38_400, 57_600, 115_200] as const;

/** What a device's state means and how to go on without it. */
export function deviceSentence(device: DeviceView): Sentence {
  if (device.url === null) return { key: `device.${device.role}.by-hand` };
  if (device.state === 'ready' || device.state === 'busy') return { key: 'device.ready' };
  if (device.state === 'opening') return { key: 'device.opening' };
  const key = `device.reason.${device.reason}`;
  return isTextKey(key) ? { key } : { key: 'device.reason.other' };
}

/** On a vehicle of one machine every device is that machine's, and nothing is said of it. */
export const isSeveral = (machines: readonly MachineView[]): boolean => machines.length > 1;

/** Only a printer is on the USB printer class or behind a queue; anything may be on a serial port. */
export const isSuitable = (role: DeviceRole, { kind }: PluggedView): boolean =>
  kind === 'serial' || role === 'printer';

/** The baud rate a URL names, null where it has none. */
export function baudOf(url: string): number | null {
  const parsed = parseDeviceUrl(url);
  return parsed.ok && 'baud' in parsed.value ? parsed.value.baud : null;
}

export function withBaud(url: string, baud: number): string {
  const parsed = parseDeviceUrl(url);
  return parsed.ok && 'baud' in parsed.value ? formatDeviceUrl({ ...parsed.value, baud }) : url;
}

/** A device as a person reads it: the port, the address, the queue; for USB its ids with serial number or socket. */
export function whereText(url: string): string {
  const parsed = parseDeviceUrl(url);
  if (!parsed.ok) return url;
  const where = parsed.value;
  switch (where.kind) {
    case 'serial':
      return where.path;
    case 'spool':
      return where.queue;
    case 'tcp':
    case 'sidecar':
      return deviceIdentity(where).replace('tcp://', '');
    case 'usb-serial':
    case 'usb-printer': {
      const { vendor, product, serial, place } = where.usb;
      return [`USB ${vendor}:${product}`, serial, place]
        .filter((part) => part !== null)
        .join(' · ');
    }
  }
}

/** `192.168.1.9:9100` or any device URL as a person types it; null when it is neither. */
export function typedUrl(role: DeviceRole, typed: string): string | null {
  const text = typed.trim();
  const isUrl = /^(serial|usb|spool|tcp|sidecar):/.test(text);
  const parsed = parseDeviceUrl(isUrl ? text : `tcp://${text}`, usualBaud(role));
  return parsed.ok ? formatDeviceUrl(parsed.value) : null;
}

/** The setting with another place for the device, everything else as it was. */
export const movedTo = (
  setting: DeviceSetting | null,
  role: DeviceRole,
  url: string,
): DeviceSetting => (setting === null ? usualSetting(role, url) : { ...setting, url });

/** Where a thing that is plugged in would be used for a role. */
export const urlForRole = (role: DeviceRole, { url }: PluggedView): string =>
  withBaud(url, usualBaud(role));

/** What the wizard found, as a setting: a scanner with the ending it was heard to use. */
export function foundSetting({ role, found }: SearchView): DeviceSetting | null {
  if (found === null) return null;
  const setting = usualSetting(role, found.url);
  if (setting.role !== 'scanner' || found.suffix === null) return setting;
  // CR, LF and CRLF need no setting: the usual one takes them all, also after somebody changed the scanner.
  const isUsual = ['cr', 'lf', 'crlf'].includes(found.suffix);
  const suffix = isUsual ? 'any' : found.suffix;
  return { ...setting, options: { ...setting.options, suffix } };
}

/** Control characters as a person types and reads them: `\x02`. */
export const shownAffix = (affix: string): string =>
  [...affix]
    .map((character) =>
      character < ' '
        ? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
        : character === '\\'
          ? '\\\\'
          : character,
    )
    .join('');

export const typedAffix = (shown: string): string =>
  shown.replace(/\\x([0-9a-f]{2})|\\\\/gi, (whole, hex: string | undefined) =>
    hex === undefined ? whole.charAt(0) : String.fromCharCode(Number.parseInt(hex, 16)),
  );

/** Scanners are several and get a number each; of everything else there is one. */
export function deviceNumber(device: DeviceView, all: readonly DeviceView[]): number | null {
  const alike = all.filter(({ role }) => role === device.role);
  return alike.length < 2 ? null : alike.findIndex(({ id }) => id === device.id) + 1;
}
