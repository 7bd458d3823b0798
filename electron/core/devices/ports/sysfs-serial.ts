import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PluggedSerial } from '../../../../shared/plugged.ts';

const PORTS_MAX = 64;
const LEVELS_MAX = 6;
// Consoles and pseudo-terminals are no devices; a built-in port is listed only when there is hardware behind it.
const IS_PORT = /^tty(USB|ACM|S|AMA|XRUSB|WCH|CH343USB)[0-9]+$/u;

const read = async (path: string): Promise<string | null> => {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    // Not every device has every attribute, and one may be unplugged while it is read.
    return null;
  }
};

/** The USB device above an interface: the first folder upwards that has a vendor. */
const usbFolder = async (from: string): Promise<string | null> => {
  let folder = from;
  for (let level = 0; level < LEVELS_MAX; level += 1) {
    if ((await read(join(folder, 'idVendor'))) !== null) return folder;
    folder = dirname(folder);
  }
  return null;
};

const describe = async (root: string, tty: string): Promise<PluggedSerial | null> => {
  const path = `/dev/${tty}`;
  const hardware = await realpath(join(root, tty, 'device')).catch(() => null);
  if (hardware === null) return null;
  const usb = await usbFolder(hardware);
  if (usb === null) {
    // Type 0: the kernel keeps a name for a port that is not fitted.
    const type = await read(join(root, tty, 'type'));
    return type === '0' ? null : { kind: 'serial', path, usb: null, name: null };
  }
  const [vendor, product, serial, name] = await Promise.all(
    ['idVendor', 'idProduct', 'serial', 'product'].map((file) => read(join(usb, file))),
  );
  return {
    kind: 'serial',
    path,
    usb: {
      vendor: (vendor ?? '').toLowerCase(),
      product: (product ?? '').toLowerCase(),
      serial: serial === '' ? null : (serial ?? null),
      place: basename(usb),
    },
    name: name ?? null,
  };
};

/**
 * The serial ports of a Linux machine with the USB devices behind them. serialport's own list runs `udevadm info -e`
 * each time, which is too much for every attempt to find a scanner again, and does not tell the socket.
 */
export const listSysfsSerial = async (
  root = '/sys/class/tty',
): Promise<readonly PluggedSerial[]> => {
  const ttys = await readdir(root).catch((): string[] => []);
  const ports = ttys
    .filter((tty) => IS_PORT.test(tty))
    .toSorted()
    .slice(0, PORTS_MAX);
  const found = await Promise.all(ports.map((tty) => describe(root, tty)));
  return found.filter((port) => port !== null);
};
