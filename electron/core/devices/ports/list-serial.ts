import { SerialPort } from 'serialport';
import type { PluggedSerial } from '../../../../shared/plugged.ts';
import { listSysfsSerial } from './sysfs-serial.ts';

const PORTS_MAX = 64;

/** The serial ports of this machine, with the USB devices behind them. */
export const listSerial = async (): Promise<readonly PluggedSerial[]> => {
  if (process.platform === 'linux') return listSysfsSerial();
  const ports = await SerialPort.list();
  return ports.slice(0, PORTS_MAX).map((port): PluggedSerial => {
    const { path, vendorId, productId, serialNumber, locationId, manufacturer } = port;
    // Windows makes up a serial number with `&` in it for a device that has none; it changes with the socket.
    const serial = serialNumber?.includes('&') === true ? null : (serialNumber ?? null);
    const usb =
      vendorId === undefined || productId === undefined
        ? null
        : {
            vendor: vendorId.toLowerCase().padStart(4, '0'),
            product: productId.toLowerCase().padStart(4, '0'),
            serial,
            place: locationId ?? null,
          };
    return { kind: 'serial', path, usb, name: manufacturer ?? null };
  });
};
