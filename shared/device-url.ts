import { err, ok, type Result } from './result.ts';

/** Where a device is. Written `serial:/dev/pts/3?baud=115200`, `serial:COM7?baud=9600`, `tcp://127.0.0.1:9100`. */
export type DeviceUrl =
  | { readonly kind: 'serial'; readonly path: string; readonly baud: number }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

export type DeviceUrlRefusal =
  | 'not-a-device-url'
  | 'usb-not-supported-yet-in-this-version'
  | 'spool-not-supported-yet-in-this-version'
  | 'serial-path-missing'
  | 'unknown-option'
  | 'baud-wrong'
  | 'port-wrong';

const DEVICE_URL_CHARS_MAX = 512;
const DEFAULT_BAUD = 9600;
const BAUD_MIN = 300;
const BAUD_MAX = 4_000_000;
const PORT_MAX = 65_535;

const parseSerial = (rest: string, defaultBaud: number): Result<DeviceUrl, DeviceUrlRefusal> => {
  const [path = '', query] = rest.split('?', 2);
  if (path.length === 0) return err('serial-path-missing');
  if (query === undefined) return ok({ kind: 'serial', path, baud: defaultBaud });
  const option = /^baud=(.*)$/u.exec(query);
  if (option === null) return err('unknown-option');
  const digits = option[1] ?? '';
  const baud = /^[0-9]{3,7}$/u.test(digits) ? Number(digits) : 0;
  if (baud < BAUD_MIN || baud > BAUD_MAX) return err('baud-wrong');
  return ok({ kind: 'serial', path, baud });
};

const parseTcp = (rest: string): Result<DeviceUrl, DeviceUrlRefusal> => {
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
  if (trimmed.startsWith('usb:')) return err('usb-not-supported-yet-in-this-version');
  if (trimmed.startsWith('spool:')) return err('spool-not-supported-yet-in-this-version');
  return err('not-a-device-url');
};

export const formatDeviceUrl = (url: DeviceUrl): string => {
  if (url.kind === 'serial') return `serial:${url.path}?baud=${url.baud}`;
  return `tcp://${url.host.includes(':') ? `[${url.host}]` : url.host}:${url.port}`;
};
