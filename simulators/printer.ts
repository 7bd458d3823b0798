import type { Endpoint } from './endpoint.ts';
import { type ReadLabel, readFormat } from './zpl-read.ts';

export type PrinterFault = 'paper-out' | 'head-open' | 'paused' | 'ribbon-out' | 'silent';

export interface PrintedLabel {
  /** Counts from 1 over the printer's life. */
  readonly number: number;
  readonly barcodes: readonly string[];
  readonly texts: readonly string[];
}

export interface PrinterSimulator {
  readonly labels: () => readonly PrintedLabel[];
  readonly onLabel: (listener: (label: PrintedLabel) => void) => void;
  /** While any fault but `silent` is on, labels wait inside; `silent` answers no question. */
  readonly setFault: (fault: PrinterFault, isOn: boolean) => void;
  readonly faults: () => readonly PrinterFault[];
  readonly receivedBytes: () => number;
  /** Nothing listens any more: connections are refused. */
  readonly unplug: () => Promise<void>;
  readonly plug: () => Promise<void>;
}

const LABELS_MAX = 10_000;
const PENDING_CHARS_MAX = 1_048_576;

/** A ZPL printer on port 9100 or a serial line: it keeps what it printed and answers `~HS`. */
export const createPrinterSimulator = (
  endpoint: () => Endpoint,
): PrinterSimulator & { readonly onBytes: (bytes: Uint8Array) => void } => {
  const labels: PrintedLabel[] = [];
  const waiting: ReadLabel[] = [];
  const faults = new Set<PrinterFault>();
  const listeners: ((label: PrintedLabel) => void)[] = [];
  let printed = 0;
  let pending = '';
  let receivedBytes = 0;

  const isStopped = (): boolean => faults.size > (faults.has('silent') ? 1 : 0);

  const printWaiting = (): void => {
    while (!isStopped()) {
      const next = waiting.shift();
      if (next === undefined) return;
      for (let copy = 0; copy < next.copies; copy += 1) {
        printed += 1;
        const label = { number: printed, barcodes: next.barcodes, texts: next.texts };
        labels.push(label);
        if (labels.length > LABELS_MAX) labels.shift();
        for (const listener of listeners) listener(label);
      }
    }
  };

  const answerStatus = (): void => {
    printWaiting();
    if (faults.has('silent')) return;
    const bit = (fault: PrinterFault): string => (faults.has(fault) ? '1' : '0');
    const formats = String(waiting.length).padStart(3, '0');
    const strings = [
      `030,${bit('paper-out')},${bit('paused')},0200,${formats},0,0,0,000,0,0,0`,
      `000,0,${bit('head-open')},${bit('ribbon-out')},1,2,6,0,00000000,1,000`,
      '1234,0',
    ];
    const text = strings.map((string) => `\x02${string}\x03\r\n`).join('');
    endpoint().send(Buffer.from(text, 'latin1'));
  };

  const onBytes = (bytes: Uint8Array): void => {
    receivedBytes += bytes.length;
    pending += Buffer.from(bytes).toString('latin1');
    for (;;) {
      const end = /\^XZ|~HS/iu.exec(pending);
      if (end === null) break;
      const upTo = pending.slice(0, end.index);
      const after = pending.slice(end.index + end[0].length);
      if (end[0].toUpperCase() === '~HS') {
        // A control command acts at once, also between the commands of a format.
        pending = upTo + after;
        answerStatus();
      } else {
        pending = after;
        const start = upTo.toUpperCase().lastIndexOf('^XA');
        if (start >= 0) waiting.push(readFormat(upTo.slice(start)));
      }
    }
    pending = pending.slice(-PENDING_CHARS_MAX);
    printWaiting();
  };

  return {
    onBytes,
    labels: () => labels,
    onLabel: (listener) => void listeners.push(listener),
    setFault: (fault, isOn) => {
      if (isOn) faults.add(fault);
      else faults.delete(fault);
      printWaiting();
    },
    faults: () => [...faults],
    receivedBytes: () => receivedBytes,
    unplug: async () => {
      // The beginning of a format is gone with the power; what had been received whole prints later.
      pending = '';
      await endpoint().unplug();
    },
    plug: () => endpoint().plug(),
  };
};
