import { onTestFinished } from 'vitest';
import type { Hardware } from '../../electron/core/compose.ts';
import { createOpenPort } from '../../electron/core/devices/ports/open-port.ts';
import type { PluggedSerial } from '../../shared/plugged.ts';
import type { UsbIdentity } from '../../shared/usb-identity.ts';
import type { Endpoint, OnBytes } from '../../simulators/endpoint.ts';
import { realTimers } from './device-deps.ts';
import { openPtyEndpoint } from '../../simulators/pty-endpoint.ts';

/** A pseudo-terminal for the length of a test; its path is what a system would call the port. */
export async function cable(
  name: string,
  onBytes: OnBytes = () => {},
): Promise<Endpoint & { readonly path: string }> {
  const endpoint = await openPtyEndpoint({ name, baud: 9600 }, onBytes);
  onTestFinished(() => endpoint.close());
  return { ...endpoint, path: endpoint.url.replace(/^serial:|\?.*$/gu, '') };
}

export const usb = (product: string, serial: string | null, place: string | null = null) =>
  ({ vendor: '1a86', product, serial, place }) satisfies UsbIdentity;

/** What the system would list; the rest, down to the pseudo-terminals, is real. */
export function plugboard() {
  let ports: readonly PluggedSerial[] = [];
  const list = (): Promise<readonly PluggedSerial[]> => Promise.resolve(ports);
  const hardware: Hardware = {
    openPort: createOpenPort({ timers: realTimers, list }),
    listPlugged: list,
  };
  return {
    hardware,
    plug: (...now: readonly { readonly path: string; readonly usb: UsbIdentity | null }[]) => {
      ports = now.map((port) => ({ kind: 'serial', name: null, path: port.path, usb: port.usb }));
    },
  };
}
