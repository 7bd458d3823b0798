import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listPlugged } from '../../electron/core/devices/ports/list-plugged.ts';
import { listSysfsSerial } from '../../electron/core/devices/ports/sysfs-serial.ts';
import { openPort } from '../support/device-deps.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A piece of /sys as Linux lays it out: a CH340 cable in socket 1-1.2, a scanner with a serial number, an empty built-in port. */
function fakeSys(): string {
  const root = temporaryFolder();
  const devices = join(root, 'devices/usb1');
  const put = (folder: string, files: Readonly<Record<string, string>>): void => {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files))
      writeFileSync(join(folder, name), `${text}\n`);
  };
  const tty = join(root, 'tty');
  const link = (name: string, to: string): void => {
    mkdirSync(join(tty, name), { recursive: true });
    symlinkSync(to, join(tty, name, 'device'));
  };
  const cable = join(devices, '1-1/1-1.2');
  put(cable, { idVendor: '1A86', idProduct: '7523', product: 'USB Serial' });
  mkdirSync(join(cable, '1-1.2:1.0/ttyUSB0'), { recursive: true });
  link('ttyUSB0', join(cable, '1-1.2:1.0/ttyUSB0'));
  const scanner = join(devices, '1-3');
  put(scanner, { idVendor: '0c2e', idProduct: '0b6a', serial: '22051B4E', product: 'Scanner' });
  mkdirSync(join(scanner, '1-3:1.0'), { recursive: true });
  link('ttyACM0', join(scanner, '1-3:1.0'));
  const builtIn = join(root, 'devices/serial8250');
  mkdirSync(builtIn, { recursive: true });
  link('ttyS0', builtIn);
  writeFileSync(join(tty, 'ttyS0/type'), '4\n');
  link('ttyS1', builtIn);
  writeFileSync(join(tty, 'ttyS1/type'), '0\n');
  mkdirSync(join(tty, 'tty1'), { recursive: true });
  return tty;
}

it('serial ports are listed with the USB devices behind them, consoles and unfitted ports left out', async () => {
  expect(await listSysfsSerial(fakeSys())).toEqual([
    {
      ...{ kind: 'serial', path: '/dev/ttyACM0', name: 'Scanner' },
      usb: { vendor: '0c2e', product: '0b6a', serial: '22051B4E', place: '1-3' },
    },
    { kind: 'serial', path: '/dev/ttyS0', usb: null, name: null },
    {
      ...{ kind: 'serial', path: '/dev/ttyUSB0', name: 'USB Serial' },
      usb: { vendor: '1a86', product: '7523', serial: null, place: '1-1.2' },
    },
  ]);
});

it('a machine without any of it lists nothing', async () => {
  expect(await listSysfsSerial('/nowhere')).toEqual([]);
});

it('listing this machine never fails, and a USB printer that is not there has a reason', async () => {
  for (const each of await listPlugged()) expect(each.kind).toMatch(/^(serial|usb-printer|spool)$/);
  const usb = { vendor: 'ffff', product: 'fffe', serial: null, place: null };
  const listener = { onBytes: () => {}, onLost: () => {} };
  const opened = await openPort({ kind: 'usb-printer', usb }, listener);
  // `no-usb` on a machine that has none, such as this one in a container.
  expect(opened.ok ? 'opened' : opened.error).toMatch(/^(not-there|no-usb)$/);
});
