import type { Canvas } from './canvas.ts';
import type { Endpoint } from './endpoint.ts';
import { createTsplReader } from './tspl-read.ts';
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
  /** What came out as that label, in dots; undefined for one that is long gone. */
  readonly picture: (labelNumber: number) => Canvas | undefined;
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
const PICTURES_MAX = 60;
const PENDING_BYTES_MAX = 4_194_304;

/** Bits of the one byte a TSPL printer answers `<ESC>!?` with. */
const TSPL_BITS: readonly (readonly [PrinterFault, number])[] = [
  ['head-open', 0x01],
  ['paper-out', 0x04],
  ['ribbon-out', 0x08],
  ['paused', 0x10],
];

// ZPL is in dots; TSPL names millimetres too, and this printer has that many dots an inch.
const DPI = 203;

/** A ZPL and TSPL printer on port 9100 or a serial line: it keeps and draws what it printed and answers `~HS` and `<ESC>!?`. */
export const createPrinterSimulator = (
  endpoint: () => Endpoint,
): PrinterSimulator & { readonly onBytes: (bytes: Uint8Array) => void } => {
  const labels: PrintedLabel[] = [];
  const pictures = new Map<number, () => Canvas>();
  const waiting: ReadLabel[] = [];
  const faults = new Set<PrinterFault>();
  const listeners: ((label: PrintedLabel) => void)[] = [];
  const tspl = createTsplReader(DPI);
  let printed = 0;
  let pending = Buffer.alloc(0);
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
        pictures.set(printed, next.draw);
        pictures.delete(printed - PICTURES_MAX);
        if (labels.length > LABELS_MAX) labels.shift();
        for (const listener of listeners) listener(label);
      }
    }
  };

  const answerZpl = (): void => {
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

  const answerTspl = (): void => {
    printWaiting();
    if (faults.has('silent')) return;
    const status = TSPL_BITS.reduce(
      (byte, [fault, bit]) => byte | (faults.has(fault) ? bit : 0),
      0,
    );
    endpoint().send(Uint8Array.of(status));
  };

  /** Takes one format or one question off the front; false when more bytes are needed. */
  const takeZpl = (): boolean => {
    const text = pending.toString('latin1');
    const end = /\^XZ|~HS/iu.exec(text);
    if (end === null) return false;
    const after = end.index + end[0].length;
    if (end[0].toUpperCase() === '~HS') {
      // A control command acts at once, also between the commands of a format.
      pending = Buffer.concat([pending.subarray(0, end.index), pending.subarray(after)]);
      answerZpl();
      return true;
    }
    const upTo = text.slice(0, end.index);
    const start = upTo.toUpperCase().lastIndexOf('^XA');
    if (start >= 0) waiting.push(readFormat(upTo.slice(start)));
    pending = pending.subarray(after);
    return true;
  };

  const takeTspl = (): boolean => {
    const { consumed, label, isStatusQuery } = tspl.take(pending);
    pending = pending.subarray(consumed);
    if (label !== undefined) waiting.push(label);
    if (isStatusQuery === true) answerTspl();
    return consumed > 0;
  };

  const skipLineEnds = (): void => {
    let at = 0;
    while (pending[at] === 0x0d || pending[at] === 0x0a) at += 1;
    pending = pending.subarray(at);
  };

  const onBytes = (bytes: Uint8Array): void => {
    receivedBytes += bytes.length;
    pending = Buffer.concat([pending, bytes]).subarray(-PENDING_BYTES_MAX);
    for (;;) {
      skipLineEnds();
      if (pending.length === 0) break;
      // `^` or `~` begins what is ZPL, everything else is TSPL.
      const isZpl = pending[0] === 0x5e || pending[0] === 0x7e;
      if (!(isZpl ? takeZpl() : takeTspl())) break;
    }
    printWaiting();
  };

  return {
    onBytes,
    labels: () => labels,
    picture: (labelNumber) => pictures.get(labelNumber)?.(),
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
      pending = Buffer.alloc(0);
      await endpoint().unplug();
    },
    plug: () => endpoint().plug(),
  };
};
