import type { DeviceUrl } from '../../../shared/device-url.ts';
import { err, type Result } from '../../../shared/result.ts';
import type { Clock, Log, Timers } from '../deps.ts';
import type { Line, LossReason, OpenLine, WriteLoss } from './line.ts';

/** `absent`: not configured, or not found since the start. `lost`: it was there. Every state but `ready` and `busy` has a way to go on by hand. */
export type DeviceState =
  | { readonly kind: 'absent'; readonly reason: LossReason | 'not-configured' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'lost'; readonly reason: LossReason | 'no-reply' };

export interface DeviceDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly openLine: OpenLine;
}

/** What every device has. `url` null: not configured, it stays absent. */
export interface Device {
  readonly state: () => DeviceState;
  /** Ends it for good; no event comes after it. */
  readonly close: () => Promise<void>;
}

export interface LinkListener {
  readonly onState: (state: DeviceState) => void;
  readonly onOpen?: () => void;
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onLoss?: () => void;
}

/** A line with the state a device shows. */
export interface Link extends Device {
  readonly isOpen: () => boolean;
  readonly write: (bytes: Uint8Array, deadlineMs: number) => Promise<Result<void, WriteLoss>>;
  /** False for a print queue that was stopped; null when this is none. */
  readonly isQueueRunning: () => Promise<boolean | null>;
  /** For devices that are busy, or that fell silent on an open line. Ignored while the line is not open. */
  readonly show: (
    state: Extract<DeviceState, { kind: 'ready' | 'busy' }> | { kind: 'lost'; reason: 'no-reply' },
  ) => void;
}

const isSame = (a: DeviceState, b: DeviceState): boolean =>
  a.kind === b.kind && ('reason' in a ? a.reason : '') === ('reason' in b ? b.reason : '');

/** Opens the line of a device and keeps its state; the listener hears of each change once. */
export const createLink = (
  deps: DeviceDeps,
  url: DeviceUrl | null,
  listener: LinkListener,
): Link => {
  let state: DeviceState =
    url === null ? { kind: 'absent', reason: 'not-configured' } : { kind: 'opening' };
  let isOpen = false;
  let wasOpen = false;
  let isClosed = false;
  let line: Line | null = null;

  const change = (next: DeviceState): void => {
    if (isClosed || isSame(state, next)) return;
    state = next;
    listener.onState(next);
  };

  if (url !== null) {
    line = deps.openLine(url, {
      onOpen: () => {
        isOpen = true;
        wasOpen = true;
        change({ kind: 'ready' });
        listener.onOpen?.();
      },
      onBytes: listener.onBytes,
      onLoss: (reason) => {
        isOpen = false;
        change({ kind: wasOpen ? 'lost' : 'absent', reason });
        listener.onLoss?.();
      },
    });
  }

  return {
    state: () => state,
    isOpen: () => isOpen,
    write: (bytes, deadlineMs) =>
      line === null
        ? Promise.resolve(err({ kind: 'lost', reason: 'not-there', left: 'nothing' }))
        : line.write(bytes, deadlineMs),
    isQueueRunning: () => (line === null ? Promise.resolve(null) : line.isQueueRunning()),
    show: (next) => {
      if (isOpen) change(next);
    },
    close: async () => {
      isClosed = true;
      isOpen = false;
      await line?.close();
    },
  };
};
