import type { UsbIdentity } from './usb-identity.ts';

/** A serial port of this machine; `usb` null: a built-in or virtual one, known by its name only. */
export interface PluggedSerial {
  readonly kind: 'serial';
  readonly path: string;
  readonly usb: UsbIdentity | null;
  /** What the maker calls it, null when it does not say. */
  readonly name: string | null;
}

/** A printer on the USB printer class (interface class 7). */
export interface PluggedUsbPrinter {
  readonly kind: 'usb-printer';
  readonly usb: UsbIdentity;
  readonly name: string | null;
}

/** A print queue of the operating system. */
export interface PluggedQueue {
  readonly kind: 'spool';
  readonly queue: string;
}

export type Plugged = PluggedSerial | PluggedUsbPrinter | PluggedQueue;
