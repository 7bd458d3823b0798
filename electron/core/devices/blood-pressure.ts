import { type BpReading, bpFeed, bpInitial } from '../../../shared/codec/omron-bp.ts';
import type { DeviceUrl } from '../../../shared/device-url.ts';
import { createLink, type Device, type DeviceDeps, type DeviceState } from './device.ts';

export type BpProblem =
  | { readonly kind: 'measurement-failed'; readonly code: string; readonly atMs: number }
  | {
      readonly kind: 'garbage';
      readonly reason: 'not-a-reading' | 'out-of-range' | 'line-too-long';
      readonly atMs: number;
    };

export interface BloodPressureListener {
  readonly onState: (state: DeviceState) => void;
  /** `atMs` is this machine's clock; the device's own is in the reading and is not to be trusted. */
  readonly onReading: (reading: BpReading & { readonly atMs: number }) => void;
  readonly onProblem: (problem: BpProblem) => void;
}

export const createBloodPressure = (
  deps: DeviceDeps,
  { url }: { readonly url: DeviceUrl | null },
  listener: BloodPressureListener,
): Device => {
  let state = bpInitial;
  // What a line held when it was lost belongs to no reading of the next one.
  const forget = (): void => {
    state = bpInitial;
  };
  const link = createLink(deps, url, {
    onState: listener.onState,
    onLoss: forget,
    onBytes: (bytes) => {
      const step = bpFeed(state, bytes);
      state = step.state;
      const atMs = deps.clock.nowMs();
      for (const event of step.events) {
        switch (event.kind) {
          case 'reading':
            listener.onReading({ ...event.reading, atMs });
            break;
          case 'measurement-failed':
            listener.onProblem({ kind: event.kind, code: event.code, atMs });
            break;
          case 'garbage':
            listener.onProblem({ kind: event.kind, reason: event.reason, atMs });
            break;
        }
      }
    },
  });
  return { state: link.state, close: link.close };
};
