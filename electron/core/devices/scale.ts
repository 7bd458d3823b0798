import { scaleFeed, scaleInitial } from '../../../shared/codec/scale.ts';
import type { ScaleFormat } from '../../../shared/codec/scale-format.ts';
import type { DeviceUrl } from '../../../shared/device-url.ts';
import { createLink, type Device, type DeviceDeps, type DeviceState } from './device.ts';

export interface Weight {
  readonly grams: number;
  readonly isStable: boolean;
  /** The scale's own serial number, null when its lines hold none. */
  readonly serial: string | null;
  /** The line as received. */
  readonly raw: string;
  readonly atMs: number;
}

export interface ScaleListener {
  readonly onState: (state: DeviceState) => void;
  readonly onWeight: (weight: Weight) => void;
  readonly onProblem: (problem: {
    readonly kind: 'overload' | 'garbage';
    readonly atMs: number;
  }) => void;
}

export const createScale = (
  deps: DeviceDeps,
  { url, format }: { readonly url: DeviceUrl | null; readonly format: ScaleFormat },
  listener: ScaleListener,
): Device => {
  let state = scaleInitial;
  // What a line held when it was lost belongs to no reading of the next one.
  const forget = (): void => {
    state = scaleInitial;
  };
  const link = createLink(deps, url, {
    onState: listener.onState,
    onLoss: forget,
    onBytes: (bytes) => {
      const step = scaleFeed(format, state, bytes);
      state = step.state;
      const atMs = deps.clock.nowMs();
      for (const event of step.events) {
        if (event.kind === 'weight') {
          const { grams, isStable, serial, raw } = event;
          listener.onWeight({ grams, isStable, serial, raw, atMs });
        } else listener.onProblem({ kind: event.kind, atMs });
      }
    },
  });
  return { state: link.state, close: link.close };
};
