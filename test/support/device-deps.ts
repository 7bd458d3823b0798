import type { Log, Timers } from '../../electron/core/deps.ts';
import type { DeviceDeps } from '../../electron/core/devices/device.ts';
import { createLineOpener } from '../../electron/core/devices/line.ts';
import { createOpenPort } from '../../electron/core/devices/ports/open-port.ts';
import { type DeviceUrl, parseDeviceUrl } from '../../shared/device-url.ts';

export const realTimers: Timers = {
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

export const openPort = createOpenPort({ timers: realTimers });

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Devices over the real ports and the real clock. */
export const realDeviceDeps = (): DeviceDeps => ({
  clock: { nowMs: () => Date.now() },
  timers: realTimers,
  log: silentLog,
  openLine: createLineOpener({ timers: realTimers, log: silentLog, openPort }),
});

export const deviceUrl = (text: string): DeviceUrl => {
  const parsed = parseDeviceUrl(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};

const LOOK_MS = 5;

/** Waits until `isSo`, or fails with what was waited for. */
export const until = async (what: string, isSo: () => boolean, withinMs = 5000): Promise<void> => {
  const deadline = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`waited ${withinMs} ms in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
};

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));
