import type { PluggedSerial } from '../../../../shared/plugged.ts';
import { err } from '../../../../shared/result.ts';
import { matchUsb } from '../../../../shared/usb-identity.ts';
import type { Timers } from '../../deps.ts';
import type { OpenPort } from '../line.ts';
import { listSerial } from './list-serial.ts';
import { openSerial } from './serial.ts';
import { openSpool } from './spool.ts';
import { openTcp } from './tcp.ts';
import { openUsbPrinter } from './usb-printer.ts';

interface PortOptions {
  readonly timers: Timers;
  readonly list?: () => Promise<readonly PluggedSerial[]>;
}

/** The ports of this machine, by the kind of URL; a device remembered by its identity is looked for at every opening. */
export const createOpenPort =
  ({ timers, list = listSerial }: PortOptions): OpenPort =>
  async (url, listener) => {
    switch (url.kind) {
      case 'serial':
        return openSerial(url, listener);
      case 'usb-serial': {
        const match = matchUsb(url.usb, await list());
        if (match.kind !== 'one') return err(match.kind === 'none' ? 'not-there' : 'several-alike');
        return openSerial({ path: match.found.path, baud: url.baud }, listener);
      }
      case 'usb-printer':
        return openUsbPrinter(timers, url, listener);
      case 'spool':
        return openSpool(timers, url, listener);
      case 'tcp':
      case 'sidecar':
        return openTcp(url, listener);
    }
  };
