import type { DeviceUrl } from '../../../shared/device-url.ts';
import { err, type Result } from '../../../shared/result.ts';
import type { Cancel, Log, Timers } from '../deps.ts';

/** Why a port cannot be opened or has gone. `unplugged`: it was open and is no more. */
export type LossReason =
  | 'not-there'
  | 'no-permission'
  | 'in-use'
  | 'unplugged'
  | 'timed-out'
  | 'port-error'
  /** Several devices of that kind and nothing to tell them apart: give the serial number or the socket. */
  | 'several-alike'
  /** This machine lets no program at its USB devices (none at all, or no driver for it). */
  | 'no-usb'
  | 'no-spooler'
  /** The operating system's print queue takes no jobs or was stopped. */
  | 'queue-stopped';

export interface PortListener {
  readonly onBytes: (bytes: Uint8Array) => void;
  /** At most once, and never after `close`. */
  readonly onLost: (reason: LossReason) => void;
}

/** An open serial port or socket. */
export interface Port {
  /** Settles when the bytes have left this program; it may never settle when the device is unplugged. */
  readonly write: (bytes: Uint8Array) => Promise<Result<void, LossReason>>;
  readonly close: () => Promise<void>;
  /** Print queues only: whether jobs come out of it now. A queue answers no question of the printer's own language. */
  readonly isQueueRunning?: () => Promise<boolean>;
}

/** Always settles; implemented in `ports/`. */
export type OpenPort = (
  url: DeviceUrl,
  listener: PortListener,
) => Promise<Result<Port, LossReason>>;

export interface WriteLoss {
  readonly kind: 'lost';
  readonly reason: LossReason;
  /** `nothing`: no byte left this machine, it is safe to send again. `maybe`: some or all may have arrived. */
  readonly left: 'nothing' | 'maybe';
}

export interface LineListener {
  readonly onOpen: () => void;
  readonly onBytes: (bytes: Uint8Array) => void;
  /** Once for each outage, however often reopening fails meanwhile. */
  readonly onLoss: (reason: LossReason) => void;
}

/** A connection to a device that reopens by itself when the device comes back. */
export interface Line {
  readonly write: (bytes: Uint8Array, deadlineMs: number) => Promise<Result<void, WriteLoss>>;
  /** False for a print queue that was stopped; null when the line is no queue or is not open. */
  readonly isQueueRunning: () => Promise<boolean | null>;
  /** Ends it for good; no event comes after it. */
  readonly close: () => Promise<void>;
}

export type OpenLine = (url: DeviceUrl, listener: LineListener) => Line;

export interface LineDeps {
  readonly timers: Timers;
  readonly log: Log;
  readonly openPort: OpenPort;
}

// The last is repeated for as long as the device is away: a replugged scanner is back within two seconds.
const REOPEN_DELAYS_MS = [200, 400, 800, 1500] as const;
const STEADY_MS = 2000;

const reopenDelayMs = (attempt: number): number =>
  REOPEN_DELAYS_MS[Math.min(attempt, REOPEN_DELAYS_MS.length - 1)] ?? STEADY_MS;

/** Opens lines over the given ports. */
export const createLineOpener =
  ({ timers, log, openPort }: LineDeps): OpenLine =>
  (url, listener) => {
    let port: Port | null = null;
    let opening: Promise<void> | null = null;
    let attempt = 0;
    let isClosed = false;
    let isLossReported = false;
    let cancelTimer: Cancel = () => {};

    const lose = (reason: LossReason): void => {
      port = null;
      cancelTimer();
      if (isClosed) return;
      cancelTimer = timers.after(reopenDelayMs(attempt), open);
      attempt += 1;
      if (isLossReported) return;
      isLossReported = true;
      log.warn('line.lost', { kind: url.kind, reason });
      listener.onLoss(reason);
    };

    const opened = async (
      result: Result<Port, LossReason>,
      isDead: () => boolean,
    ): Promise<void> => {
      if (!result.ok) return lose(result.error);
      if (isClosed) return result.value.close();
      if (isDead()) return lose('unplugged');
      port = result.value;
      isLossReported = false;
      // A port that opens and falls at once, without a byte, keeps its back-off, or it would be opened five times a second.
      cancelTimer = timers.after(STEADY_MS, () => {
        attempt = 0;
      });
      log.info('line.open', { kind: url.kind });
      listener.onOpen();
    };

    function open(): void {
      let mine: Port | null = null;
      let isDead = false;
      opening = openPort(url, {
        onBytes: (bytes) => {
          if (isClosed || mine === null || mine !== port) return;
          attempt = 0;
          listener.onBytes(bytes);
        },
        onLost: (reason) => {
          isDead = true;
          if (mine !== null && mine === port) lose(reason);
        },
      }).then((result) => {
        opening = null;
        if (result.ok) mine = result.value;
        return opened(result, () => isDead);
      });
    }

    const write = (bytes: Uint8Array, deadlineMs: number): Promise<Result<void, WriteLoss>> => {
      const used = port;
      if (used === null) {
        return Promise.resolve(err({ kind: 'lost', reason: 'not-there', left: 'nothing' }));
      }
      return new Promise((resolve) => {
        let isSettled = false;
        const settle = (result: Result<void, LossReason>): void => {
          if (isSettled) return;
          isSettled = true;
          cancelDeadline();
          if (result.ok) return resolve(result);
          if (port === used) {
            lose(result.error);
            void used.close();
          }
          resolve(err({ kind: 'lost', reason: result.error, left: 'maybe' }));
        };
        // Unplugging can leave the write callback uncalled (node-serialport #1361), so every write has a deadline.
        const cancelDeadline = timers.after(deadlineMs, () => settle(err('timed-out')));
        void used.write(bytes).then(settle);
      });
    };

    const close = async (): Promise<void> => {
      isClosed = true;
      cancelTimer();
      const used = port;
      port = null;
      await opening;
      await used?.close();
    };

    open();
    return { write, isQueueRunning: async () => (await port?.isQueueRunning?.()) ?? null, close };
  };
