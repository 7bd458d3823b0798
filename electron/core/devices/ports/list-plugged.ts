import type { Plugged } from '../../../../shared/plugged.ts';
import { listSerial } from './list-serial.ts';
import { listQueues } from './spool.ts';
import { listUsbPrinters } from './usb-printer.ts';

/** Everything plugged into this machine that could be a device of ours. What cannot be listed is left out. */
export const listPlugged = async (): Promise<readonly Plugged[]> => {
  const [serial, printers, queues] = await Promise.all([
    listSerial().catch(() => []),
    listUsbPrinters(),
    listQueues(),
  ]);
  return [...serial, ...printers, ...queues.map((queue) => ({ kind: 'spool', queue }) as const)];
};
