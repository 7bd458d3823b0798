import {
  PRINTER_STATUS_QUERY,
  type PrinterStatus,
  printerStatusFeed,
  printerStatusInitial,
} from '../../../shared/codec/printer-status.ts';
import type { DeviceUrl } from '../../../shared/device-url.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { createLink, type Device, type DeviceDeps, type DeviceState } from './device.ts';
import type { LossReason } from './line.ts';

/** `left` tells a job that is safe to send again from one a person must be asked about. */
export interface PrintLoss {
  readonly kind: 'lost';
  readonly left: 'nothing' | 'maybe';
  readonly reason: LossReason | 'busy' | 'job-too-large';
}

export interface NoStatus {
  readonly kind: 'no-status';
  readonly reason: LossReason | 'busy' | 'no-reply';
}

export interface Printer extends Device {
  /** Sends one job. `ok` means that all bytes left this machine; only a scanned label proves that it printed. */
  readonly print: (job: Uint8Array) => Promise<Result<void, PrintLoss>>;
  /** Asks `~HS`. Printers on a one-way line, and some makes, never answer: `no-reply` says nothing about printing. */
  readonly status: () => Promise<Result<PrinterStatus, NoStatus>>;
}

export interface PrinterListener {
  readonly onState: (state: DeviceState) => void;
}

export const JOB_BYTES_MAX = 256 * 1024;
const WRITE_DEADLINE_MS = 5000;
const STATUS_DEADLINE_MS = 2000;
const SERIAL_BITS_PER_BYTE = 10;
const MS_PER_SECOND = 1000;
// A printer may hold the line while it prints what it has.
const SERIAL_SLACK = 4;

const deadlineMs = (url: DeviceUrl | null, bytes: number): number =>
  url?.kind === 'serial'
    ? WRITE_DEADLINE_MS + (SERIAL_SLACK * bytes * SERIAL_BITS_PER_BYTE * MS_PER_SECOND) / url.baud
    : WRITE_DEADLINE_MS;

export const createPrinter = (
  deps: DeviceDeps,
  { url }: { readonly url: DeviceUrl | null },
  listener: PrinterListener,
): Printer => {
  let isBusy = false;
  let reply = printerStatusInitial;
  let onStatus: (status: PrinterStatus) => void = () => {};
  let onLoss: () => void = () => {};

  const link = createLink(deps, url, {
    onState: listener.onState,
    onLoss: () => onLoss(),
    onBytes: (bytes) => {
      const step = printerStatusFeed(reply, bytes);
      reply = step.state;
      for (const event of step.events) onStatus(event.status);
    },
  });

  const whileBusy = async <T>(work: () => Promise<T>): Promise<T> => {
    isBusy = true;
    link.show({ kind: 'busy' });
    try {
      return await work();
    } finally {
      isBusy = false;
      link.show({ kind: 'ready' });
    }
  };

  const print = async (job: Uint8Array): Promise<Result<void, PrintLoss>> => {
    if (isBusy) return err({ kind: 'lost', left: 'nothing', reason: 'busy' });
    if (job.length > JOB_BYTES_MAX) {
      return err({ kind: 'lost', left: 'nothing', reason: 'job-too-large' });
    }
    return whileBusy(() => link.write(job, deadlineMs(url, job.length)));
  };

  const ask = (): Promise<Result<PrinterStatus, NoStatus>> =>
    new Promise((resolve) => {
      let isSettled = false;
      const settle = (result: Result<PrinterStatus, NoStatus>): void => {
        // A write that fails late must not take the listeners of the next question.
        if (isSettled) return;
        isSettled = true;
        cancel();
        onStatus = () => {};
        onLoss = () => {};
        resolve(result);
      };
      const none = (reason: NoStatus['reason']): void => settle(err({ kind: 'no-status', reason }));
      const cancel = deps.timers.after(STATUS_DEADLINE_MS, () => none('no-reply'));
      reply = printerStatusInitial;
      onStatus = (status) => settle(ok(status));
      onLoss = () => none('unplugged');
      void link.write(PRINTER_STATUS_QUERY, STATUS_DEADLINE_MS).then((written) => {
        if (!written.ok) none(written.error.reason);
      });
    });

  const status = async (): Promise<Result<PrinterStatus, NoStatus>> =>
    isBusy ? err({ kind: 'no-status', reason: 'busy' }) : whileBusy(ask);

  return { state: link.state, close: link.close, print, status };
};
