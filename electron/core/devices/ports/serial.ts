import { SerialPort } from 'serialport';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { LossReason, Port, PortListener } from '../line.ts';
import { watchDeviceNode } from './node-watch.ts';

/** The messages of the operating systems, as serialport's bindings pass them on. */
const reasonOf = (error: Error): LossReason => {
  const message = error.message.toLowerCase();
  if (/no such file|file not found|no such device|unknown error code 2\b/u.test(message)) {
    return 'not-there';
  }
  if (/cannot lock|busy|in use/u.test(message)) return 'in-use';
  // Windows says "access denied" both for a port in use and for one without permission; the first is the usual one.
  if (/access denied/u.test(message)) return 'in-use';
  return /permission|eacces|eperm/u.test(message) ? 'no-permission' : 'port-error';
};

const writeAll = (serial: SerialPort, bytes: Uint8Array): Promise<Result<void, LossReason>> =>
  new Promise((resolve) => {
    const fail = (error: Error): void => resolve(err(reasonOf(error)));
    serial.write(Buffer.from(bytes), (error) => {
      if (error) return fail(error);
      serial.drain((drainError) => (drainError ? fail(drainError) : resolve(ok(undefined))));
    });
  });

/** Opens a serial port, 8 data bits, no parity, one stop bit, for this program alone. */
export const openSerial = (
  url: { readonly path: string; readonly baud: number },
  listener: PortListener,
): Promise<Result<Port, LossReason>> => {
  const serial = new SerialPort({ path: url.path, baudRate: url.baud, autoOpen: false });
  let isClosing = false;
  let isLost = false;
  let stopWatching = (): void => {};
  const lose = (reason: LossReason): void => {
    if (isClosing || isLost) return;
    isLost = true;
    stopWatching();
    listener.onLost(reason);
  };
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      isClosing = true;
      stopWatching();
      if (!serial.isOpen) return resolve();
      // An error while closing leaves nothing to be closed: the device has gone.
      serial.close(() => resolve());
    });
  serial.on('data', (bytes: Buffer) => listener.onBytes(new Uint8Array(bytes)));
  serial.on('close', () => lose('unplugged'));
  serial.on('error', (error) => {
    lose(reasonOf(error));
    void close();
  });
  return new Promise((resolve) => {
    serial.open((error) => {
      if (error) return resolve(err(reasonOf(error)));
      stopWatching = watchDeviceNode(url.path, () => {
        lose('unplugged');
        void close();
      });
      resolve(ok({ write: (bytes) => writeAll(serial, bytes), close }));
    });
  });
};
