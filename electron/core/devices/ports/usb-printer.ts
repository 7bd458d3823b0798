import { usb } from 'usb';
import type { PluggedUsbPrinter } from '../../../../shared/plugged.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { matchUsb, type UsbIdentity } from '../../../../shared/usb-identity.ts';
import type { Timers } from '../../deps.ts';
import type { LossReason, Port, PortListener } from '../line.ts';
import {
  type Described,
  type PrinterInterface,
  printerInterface,
} from './usb-printer-interface.ts';

// Longer than the line's own deadline for a write, which is what a person waits for.
const OUT_DEADLINE_MS = 20_000;
const IN_WAIT_MS = 1000;
const IN_BYTES = 512;
const ANSWER_PAUSE_MS = 100;
const DEVICES_MAX = 128;

type UsbDevice = Awaited<ReturnType<typeof usb.getDevices>>[number];

interface Found extends PluggedUsbPrinter {
  readonly device: UsbDevice;
  readonly printer: PrinterInterface;
}

const hex = (id: number): string => id.toString(16).padStart(4, '0');

/** The library throws plain errors; their words are nusb's. */
const reasonOf = (error: unknown): LossReason => {
  const words = String(error).toLowerCase();
  if (/disconnected|no such device/u.test(words)) return 'unplugged';
  if (/permission|access|eacces|errno 13/u.test(words)) return 'no-permission';
  if (/busy|in use/u.test(words)) return 'in-use';
  if (/cancel|time/u.test(words)) return 'timed-out';
  return /not found|not_supported|driver/u.test(words) ? 'no-usb' : 'port-error';
};

const describe = (device: UsbDevice): Found | null => {
  try {
    // The library's type comes from a package of browser types that this folder does not load; its form is WebUSB's.
    const printer = printerInterface(device.configuration as Described | null);
    if (printer === null) return null;
    const identity = {
      vendor: hex(device.vendorId),
      product: hex(device.productId),
      serial: device.serialNumber === '' ? null : (device.serialNumber ?? null),
      place: device.ports.length === 0 ? null : `${device.bus}-${device.ports.join('.')}`,
    };
    const name = device.productName ?? null;
    return { kind: 'usb-printer', usb: identity, name, device, printer };
  } catch {
    // A device that may not even be looked at is none of ours.
    return null;
  }
};

const find = async (): Promise<Result<readonly Found[], LossReason>> => {
  try {
    const devices = (await usb.getDevices()).slice(0, DEVICES_MAX);
    return ok(devices.map(describe).filter((found) => found !== null));
  } catch {
    // A machine without any USB has no /sys/bus/usb, and the library throws.
    return err('no-usb');
  }
};

/** The label printers on the USB printer class; none on a machine without USB. */
export const listUsbPrinters = async (): Promise<readonly PluggedUsbPrinter[]> => {
  const found = await find();
  if (!found.ok) return [];
  return found.value.map(({ kind, usb: identity, name }) => ({ kind, usb: identity, name }));
};

const claim = async (device: UsbDevice, printer: PrinterInterface): Promise<void> => {
  const { interfaceNumber, alternateSetting } = printer;
  await device.open();
  if (process.platform === 'linux') {
    // usblp holds the printer as /dev/usb/lp0 as soon as it is plugged in; without it there is nothing to detach.
    await device.detachKernelDriver(interfaceNumber).catch(() => {});
  }
  await device.claimInterface(interfaceNumber);
  if (alternateSetting !== 0) {
    await device.selectAlternateInterface(interfaceNumber, alternateSetting);
  }
};

const openFound = async (
  timers: Timers,
  { device, printer }: Found,
  listener: PortListener,
): Promise<Result<Port, LossReason>> => {
  let isClosed = false;
  const letGo = async (): Promise<void> => {
    isClosed = true;
    usb.removeEventListener('disconnect', onDisconnect);
    await device.releaseInterface(printer.interfaceNumber).catch(() => {});
    if (process.platform === 'linux') {
      await device.attachKernelDriver(printer.interfaceNumber).catch(() => {});
    }
    await device.close().catch(() => {});
  };
  const lose = (reason: LossReason): void => {
    if (isClosed) return;
    listener.onLost(reason);
    void letGo();
  };
  const onDisconnect = (event: { readonly device?: { readonly handle?: unknown } }): void => {
    if (event.device?.handle === device.handle) lose('unplugged');
  };
  const listen = async (endpoint: number): Promise<void> => {
    while (!isClosed) {
      try {
        const bytes = await device.nativeTransferIn(endpoint, IN_WAIT_MS, IN_BYTES);
        if (bytes !== null && bytes.length > 0) listener.onBytes(new Uint8Array(bytes));
        // Printers with nothing to say may answer with an empty packet at once.
        else await new Promise<void>((resolve) => void timers.after(ANSWER_PAUSE_MS, resolve));
      } catch (error) {
        const reason = reasonOf(error);
        if (reason !== 'timed-out') return lose(reason);
      }
    }
  };
  try {
    await claim(device, printer);
  } catch (error) {
    await letGo();
    return err(reasonOf(error));
  }
  usb.addEventListener('disconnect', onDisconnect);
  if (printer.inEndpoint !== null) void listen(printer.inEndpoint);
  return ok({
    write: async (bytes) => {
      try {
        await device.nativeTransferOut(printer.outEndpoint, OUT_DEADLINE_MS, bytes);
        return ok(undefined);
      } catch (error) {
        return err(reasonOf(error));
      }
    },
    close: letGo,
  });
};

/** Opens a label printer on the USB printer class for this program alone. It was written without a printer to try it on. */
export const openUsbPrinter = async (
  timers: Timers,
  { usb: wanted }: { readonly usb: UsbIdentity },
  listener: PortListener,
): Promise<Result<Port, LossReason>> => {
  const found = await find();
  if (!found.ok) return found;
  const match = matchUsb(wanted, found.value);
  if (match.kind === 'one') return openFound(timers, match.found, listener);
  return err(match.kind === 'none' ? 'not-there' : 'several-alike');
};
