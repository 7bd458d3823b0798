import { stat } from 'node:fs/promises';

const LOOK_MS = 250;

/**
 * Watches the device file of an open serial port and calls `onGone` once when it has vanished or another device has
 * taken its name. On a hung-up terminal Linux reads nothing for ever, and serialport then reads again for ever without
 * a word (seen with version 13 in one unplugging of four), so its `close` event is not enough.
 * Windows has no device files; there the bindings report the loss. Returns the way to stop watching.
 */
export const watchDeviceNode = (path: string, onGone: () => void): (() => void) => {
  if (process.platform === 'win32') return () => {};
  let isStopped = false;
  let first: string | null = null;
  const identify = async (): Promise<string> => {
    try {
      const node = await stat(path);
      return `${node.dev} ${node.ino} ${node.rdev}`;
    } catch {
      return 'gone';
    }
  };
  const stop = (): void => {
    isStopped = true;
    clearInterval(timer);
  };
  const look = async (): Promise<void> => {
    const seen = await identify();
    if (isStopped) return;
    first ??= seen;
    if (seen === first && seen !== 'gone') return;
    stop();
    onGone();
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  timer.unref();
  void look();
  return stop;
};
