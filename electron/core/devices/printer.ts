import {
  PRINTER_STATUS_QUERY,
  type PrinterStatus,
  printerStatusFeed,
  printerStatusInitial,
} from '../../../shared/codec/printer-status.ts';
import {
  TSPL_STATUS_QUERY,
  tsplStatusFeed,
  type TsplStatusTable,
} from '../../../shared/codec/tspl-status.ts';
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
  /**
   * Asks the printer in its language, or the print queue. Printers on a one-way line, and some makes, never answer:
   * `no-reply` says nothing about printing, and costs its wait once for each connection.
   */
  readonly status: () => Promise<Result<PrinterStatus, NoStatus>>;
}

export interface PrinterListener {
  readonly onState: (state: DeviceState) => void;
}

/** The language of the label printer; for TSPL with the table of its one-byte answer. */
export type PrinterLanguage =
  | { readonly kind: 'zpl' }
  | { readonly kind: 'tspl'; readonly statusTable: TsplStatusTable };

export const JOB_BYTES_MAX = 256 * 1024;
const WRITE_DEADLINE_MS = 5000;
// A queue is watched until the label has left it (ports/spool.ts).
const SPOOL_DEADLINE_MS = 45_000;
const STATUS_DEADLINE_MS = 2000;
const SERIAL_BITS_PER_BYTE = 10;
const MS_PER_SECOND = 1000;
// A printer may hold the line while it prints what it has.
const SERIAL_SLACK = 4;

const deadlineMs = (url: DeviceUrl | null, bytes: number): number => {
  if (url?.kind === 'spool') return SPOOL_DEADLINE_MS;
  if (url?.kind !== 'serial' && url?.kind !== 'usb-serial') return WRITE_DEADLINE_MS;
  return (
    WRITE_DEADLINE_MS + (SERIAL_SLACK * bytes * SERIAL_BITS_PER_BYTE * MS_PER_SECOND) / url.baud
  );
};

const queueStatus = (isRunning: boolean): PrinterStatus => ({
  ...{ isPaperOut: false, isHeadOpen: false, isRibbonOut: false, isJammed: false },
  ...{ isTooCold: false, isTooHot: false, isBufferFull: false, hasOtherError: false },
  ...{ isPaused: !isRunning, waitingFormats: 0, labelsRemaining: 0 },
});

export const createPrinter = (
  deps: DeviceDeps,
  {
    url,
    language = { kind: 'zpl' },
  }: { readonly url: DeviceUrl | null; readonly language?: PrinterLanguage },
  listener: PrinterListener,
): Printer => {
  let isBusy = false;
  let isMute = false;
  let reply = printerStatusInitial;
  let onStatus: (status: PrinterStatus) => void = () => {};
  let onLoss: () => void = () => {};

  const statusesIn = (bytes: Uint8Array): readonly PrinterStatus[] => {
    if (language.kind === 'tspl') {
      return tsplStatusFeed(language.statusTable, bytes).events.map(({ status }) => status);
    }
    const step = printerStatusFeed(reply, bytes);
    reply = step.state;
    return step.events.map(({ status }) => status);
  };
  const link = createLink(deps, url, {
    onState: listener.onState,
    onOpen: () => {
      isMute = false;
    },
    onLoss: () => onLoss(),
    onBytes: (bytes) => {
      for (const status of statusesIn(bytes)) onStatus(status);
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
      const none = (reason: NoStatus['reason']): void => {
        if (reason === 'no-reply') isMute = true;
        settle(err({ kind: 'no-status', reason }));
      };
      const cancel = deps.timers.after(STATUS_DEADLINE_MS, () => none('no-reply'));
      reply = printerStatusInitial;
      onStatus = (status) => settle(ok(status));
      onLoss = () => none('unplugged');
      const query = language.kind === 'tspl' ? TSPL_STATUS_QUERY : PRINTER_STATUS_QUERY;
      void link.write(query, STATUS_DEADLINE_MS).then((written) => {
        if (!written.ok) none(written.error.reason);
      });
    });

  const askQueue = async (): Promise<Result<PrinterStatus, NoStatus>> => {
    const isRunning = await link.isQueueRunning();
    if (isRunning === null) return err({ kind: 'no-status', reason: 'not-there' });
    return ok(queueStatus(isRunning));
  };

  const status = async (): Promise<Result<PrinterStatus, NoStatus>> => {
    if (isBusy) return err({ kind: 'no-status', reason: 'busy' });
    if (url?.kind === 'spool') return whileBusy(askQueue);
    if (isMute) return err({ kind: 'no-status', reason: 'no-reply' });
    return whileBusy(ask);
  };

  return { state: link.state, close: link.close, print, status };
};
