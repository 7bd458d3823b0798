import {
  type GarbageAdvice,
  type GarbageReason,
  SCANNER_DEFAULT,
  type ScannerConfig,
  type ScannerEvent,
  scannerFeed,
  scannerIdle,
  scannerInitial,
} from '../../../shared/codec/scanner.ts';
import type { DeviceUrl } from '../../../shared/device-url.ts';
import type { Cancel } from '../deps.ts';
import { createLink, type Device, type DeviceDeps, type DeviceState } from './device.ts';

export interface ScannerListener {
  readonly onState: (state: DeviceState) => void;
  /** The text as scanned, prefix and suffix taken off, an AIM identifier left on (`identifyScan` takes it off). */
  readonly onScan: (scan: { readonly text: string; readonly atMs: number }) => void;
  readonly onProblem: (problem: ScannerProblem) => void;
}

export interface ScannerProblem {
  readonly kind: 'garbage';
  readonly reason: GarbageReason;
  readonly advice: GarbageAdvice;
  readonly atMs: number;
}

export interface ScannerOptions {
  readonly url: DeviceUrl | null;
  readonly config?: ScannerConfig;
}

// A scanner sends a code in one go: without a suffix it is complete after this silence …
const CODE_COMPLETE_MS = 80;
// … and with one, what has waited this long will not be completed.
const SUFFIX_OVERDUE_MS = 1000;

export const createScanner = (
  deps: DeviceDeps,
  { url, config = SCANNER_DEFAULT }: ScannerOptions,
  listener: ScannerListener,
): Device => {
  let state = scannerInitial;
  let cancelIdle: Cancel = () => {};
  const idleMs = config.suffix === 'none' ? CODE_COMPLETE_MS : SUFFIX_OVERDUE_MS;

  const publish = (events: readonly ScannerEvent[]): void => {
    const atMs = deps.clock.nowMs();
    for (const event of events) {
      if (event.kind === 'scan') listener.onScan({ text: event.text, atMs });
      else {
        const { reason, advice, droppedBytes } = event;
        deps.log.warn('scanner.garbage', { reason, droppedBytes });
        listener.onProblem({ kind: 'garbage', reason, advice, atMs });
      }
    }
  };
  const forget = (): void => {
    cancelIdle();
    state = scannerInitial;
  };

  const link = createLink(deps, url, {
    onState: listener.onState,
    onOpen: forget,
    onLoss: forget,
    onBytes: (bytes) => {
      cancelIdle();
      const step = scannerFeed(config, state, bytes);
      state = step.state;
      if (state.lengthBytes > 0) {
        cancelIdle = deps.timers.after(idleMs, () => {
          const idle = scannerIdle(config, state);
          state = idle.state;
          publish(idle.events);
        });
      }
      publish(step.events);
    },
  });
  return {
    state: link.state,
    close: () => {
      forget();
      return link.close();
    },
  };
};
