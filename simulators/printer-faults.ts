import type { PrinterFault } from './printer.ts';

/** What a hand can do to a label printer. */
export const PRINTER_FAULTS: readonly PrinterFault[] = [
  'paper-out',
  'head-open',
  'paused',
  'ribbon-out',
  'silent',
];
