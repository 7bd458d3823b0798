import { err, ok, type Result } from './result.ts';
import type { UsbIdentity } from './usb-identity.ts';

/**
 * Where a device is. `serial:` names a port as the system does (`serial:COM7?baud=9600`) or, so that it is found under
 * whatever name it comes back, the USB device behind it: `serial:usb-1a86-7523?serial=A1B2&baud=9600`, `…?at=1-1.2`.
 * `usb:0a5f-0166?serial=…` is a label printer on the USB printer class, `spool:Zebra` a queue of the operating system,
 * `sidecar:tcp://127.0.0.1:9210` a program beside this one that has a card reader (`docs/id-reader-sidecar.md`).
 */
export type DeviceUrl =
  | { readonly kind: 'serial'; readonly path: string; readonly baud: number }
  | { readonly kind: 'usb-serial'; readonly usb: UsbIdentity; readonly baud: number }
  | { readonly kind: 'usb-printer'; readonly usb: UsbIdentity }
  | { readonly kind: 'spool'; readonly queue: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'sidecar'; readonly host: string; readonly port: number };

export type DeviceUrlRefusal =
  | 'not-a-device-url'
  | 'serial-path-missing'
  | 'usb-identity-wrong'
  | 'queue-name-wrong'
  | 'unknown-option'
  | 'baud-wrong'
  | 'port-wrong';

const DEVICE_URL_CHARS_MAX = 512;
const DEFAULT_BAUD = 9600;
const BAUD_MIN = 300;
const BAUD_MAX = 4_000_000;
const PORT_MAX = 65_535;
const IDENTITY_CHARS_MAX = 126;
// What CUPS and the Windows spooler allow, less what would need quoting.
const QUEUE = /^[^\p{C}/#\\?'"|]{1,127}$/u;

type Options = Readonly<Record<string, string>>;

/** `a=1&b=2`, percent-encoded; null when an option is not among `known` or is there twice. */
const readOptions = (query: string | undefined, known: readonly string[]): Options | null => {
  const options: Record<string, string> = {};
  for (const pair of query === undefined ? [] : query.split('&')) {
    const [name = '', ...rest] = pair.split('=');
    if (!known.includes(name) || Object.hasOwn(options, name) || rest.length !== 1) return null;
    const value = decode(rest[0] ?? '');
    if (value === null) return null;
    options[name] = value;
  }
  return options;
};

const decode = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone `%`: not ours, and no reason to fail otherwise.
    return null;
  }
};

const readBaud = (text: string | undefined, otherwise: number): number | null => {
  if (text === undefined) return otherwise;
  const baud = /^[0-9]{3,7}$/u.test(text) ? Number(text) : 0;
  return baud < BAUD_MIN || baud > BAUD_MAX ? null : baud;
};

const isIdentityText = (text: string | undefined): boolean =>
  text === undefined || new RegExp(`^[^\\p{C}]{1,${IDENTITY_CHARS_MAX}}$`, 'u').test(text);

const readUsb = (ids: string, options: Options): UsbIdentity | null => {
  const found = /^([0-9a-f]{4})-([0-9a-f]{4})$/u.exec(ids.toLowerCase());
  if (found === null || !isIdentityText(options['serial']) || !isIdentityText(options['at'])) {
    return null;
  }
  const [, vendor = '', product = ''] = found;
  return { vendor, product, serial: options['serial'] ?? null, place: options['at'] ?? null };
};

const parseSerial = (rest: string, defaultBaud: number): Result<DeviceUrl, DeviceUrlRefusal> => {
  const [path = '', query] = rest.split('?', 2);
  if (path.length === 0) return err('serial-path-missing');
  const isUsb = path.startsWith('usb-');
  const options = readOptions(query, isUsb ? ['serial', 'at', 'baud'] : ['baud']);
  if (options === null) return err('unknown-option');
  const baud = readBaud(options['baud'], defaultBaud);
  if (baud === null) return err('baud-wrong');
  if (!isUsb) return ok({ kind: 'serial', path, baud });
  const usb = readUsb(path.slice('usb-'.length), options);
  return usb === null ? err('usb-identity-wrong') : ok({ kind: 'usb-serial', usb, baud });
};

const parseUsbPrinter = (rest: string): Result<DeviceUrl, DeviceUrlRefusal> => {
  const [ids = '', query] = rest.split('?', 2);
  const options = readOptions(query, ['serial', 'at']);
  if (options === null) return err('unknown-option');
  const usb = readUsb(ids, options);
  return usb === null ? err('usb-identity-wrong') : ok({ kind: 'usb-printer', usb });
};

const parseSpool = (rest: string): Result<DeviceUrl, DeviceUrlRefusal> => {
  const queue = decode(rest);
  // A leading dash would be taken for an option by the system's print command.
  if (queue === null || !QUEUE.test(queue) || queue.startsWith('-')) return err('queue-name-wrong');
  return ok({ kind: 'spool', queue });
};

const parseTcp = (rest: string): Result<Extract<DeviceUrl, { kind: 'tcp' }>, DeviceUrlRefusal> => {
  const found = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):([0-9]{1,5})\/?$/u.exec(rest);
  if (found === null) return err('not-a-device-url');
  const port = Number(found[2]);
  if (port < 1 || port > PORT_MAX) return err('port-wrong');
  return ok({ kind: 'tcp', host: (found[1] ?? '').replace(/^\[|\]$/gu, ''), port });
};

/** Reads a device URL. `defaultBaud` is what the kind of device usually runs at. */
export const parseDeviceUrl = (
  text: string,
  defaultBaud: number = DEFAULT_BAUD,
): Result<DeviceUrl, DeviceUrlRefusal> => {
  const trimmed = text.trim();
  if (trimmed.length > DEVICE_URL_CHARS_MAX) return err('not-a-device-url');
  if (trimmed.startsWith('serial:')) return parseSerial(trimmed.slice(7), defaultBaud);
  if (trimmed.startsWith('tcp://')) return parseTcp(trimmed.slice(6));
  if (trimmed.startsWith('sidecar:tcp://')) {
    const socket = parseTcp(trimmed.slice('sidecar:tcp://'.length));
    return socket.ok ? ok({ ...socket.value, kind: 'sidecar' }) : socket;
  }
  if (trimmed.startsWith('usb:')) return parseUsbPrinter(trimmed.slice(4));
  if (trimmed.startsWith('spool:')) return parseSpool(trimmed.slice(6));
  return err('not-a-device-url');
};

const query = (options: readonly (readonly [string, string | null])[]): string => {
  const given = options.flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return given.length === 0 ? '' : `?${given.join('&')}`;
};

const usbOptions = ({ serial, place }: UsbIdentity) =>
  [
    ['serial', serial],
    ['at', place],
  ] as const;

/** The URL with which `parseDeviceUrl` gives the same device again. */
export const formatDeviceUrl = (url: DeviceUrl): string => {
  switch (url.kind) {
    case 'serial':
      return `${deviceIdentity(url)}?baud=${url.baud}`;
    case 'usb-serial': {
      const { usb, baud } = url;
      const ids = `serial:usb-${usb.vendor}-${usb.product}`;
      return `${ids}${query([...usbOptions(usb), ['baud', String(baud)]])}`;
    }
    case 'usb-printer':
    case 'spool':
    case 'tcp':
    case 'sidecar':
      return deviceIdentity(url);
  }
};

/** The device itself without how to speak with it: what a measurement says it came from. */
export const deviceIdentity = (url: DeviceUrl): string => {
  switch (url.kind) {
    case 'serial':
      return `serial:${url.path}`;
    case 'usb-serial':
    case 'usb-printer':
      return `usb:${url.usb.vendor}-${url.usb.product}${query(usbOptions(url.usb))}`;
    case 'spool':
      return `spool:${encodeURIComponent(url.queue)}`;
    case 'tcp':
      return socketText(url);
    case 'sidecar':
      return `sidecar:${socketText(url)}`;
  }
};

const socketText = ({ host, port }: { readonly host: string; readonly port: number }): string =>
  `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`;
