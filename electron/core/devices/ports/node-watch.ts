import { type StatsListener, unwatchFile, watchFile } from 'node:fs';

const LOOK_MS = 250;

/**
 * Watches the device file of an open serial port and calls `onGone` once when it has vanished or another device has
 * taken its name. On a hung-up terminal Linux reads nothing for ever, and serialport then reads again for ever without
 * a word (seen with version 13 in one unplugging of four), so its `close` event is not enough.
 * Windows has no device files; there the bindings report the loss. Returns the way to stop watching.
 */
export const watchDeviceNode = (path: string, onGone: () => void): (() => void) => {
  if (process.platform === 'win32') return () => {};
  const look: StatsListener = (now, before) => {
    const isSame = now.ino === before.ino && now.rdev === before.rdev && now.dev === before.dev;
    if (isSame && now.nlink > 0) return;
    stop();
    onGone();
  };
  const stop = (): void => unwatchFile(path, look);
  watchFile(path, { interval: LOOK_MS, persistent: false }, look);
  return stop;
};
