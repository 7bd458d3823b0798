import { type BpSimulator, createBpSimulator } from './bp.ts';
import type { Endpoint, EndpointOptions, OnBytes } from './endpoint.ts';
import { type FaultyEndpoint, withFaults } from './faults.ts';
import { createIdReaderSimulator, type IdReaderSimulator } from './id-reader.ts';
import { createPrinterSimulator, type PrinterSimulator } from './printer.ts';
import { hasSocat, openPtyEndpoint } from './pty-endpoint.ts';
import { seededRandom } from './random.ts';
import { createScaleSimulator, type ScaleSimulator } from './scale.ts';
import { createScannerSimulator, type ScannerSimulator } from './scanner.ts';
import { createSidecarSimulator } from './sidecar.ts';
import { openTcpEndpoint } from './tcp-endpoint.ts';

export type Transport = 'tcp' | 'pty' | 'auto';

/** The devices there are, by the names their simulators go by. */
export interface DeviceSimulators {
  readonly idReader: IdReaderSimulator;
  readonly scanner: ScannerSimulator;
  readonly printer: PrinterSimulator;
  readonly scale: ScaleSimulator;
  readonly bp: BpSimulator;
}
export type SimulatedDevice = keyof DeviceSimulators;

export type SimulatorUrls = Readonly<Record<SimulatedDevice, string>>;

export interface Simulators extends DeviceSimulators {
  readonly urls: SimulatorUrls;
  /** The cable of each: what goes wrong on it is set here. */
  readonly cables: Readonly<Record<SimulatedDevice, FaultyEndpoint>>;
  /** What was used in the end. With `auto` the printer is on a socket, as label printers are. */
  readonly transport: 'tcp' | 'pty';
  /** A sentence when `auto` had to do without pseudo-terminals, else null. */
  readonly notice: string | null;
  /** Ends every simulator; twice is harmless. */
  readonly close: () => Promise<void>;
}

export interface StartOptions {
  readonly transport?: Transport;
  /** TCP port; without it the system chooses. */
  readonly port?: number;
  /** Of what goes wrong by chance. */
  readonly seed?: number;
  /** How the ID reader speaks: the serial protocol of the readers, or the contract of `docs/id-reader-sidecar.md`. */
  readonly protocol?: 'sam' | 'sidecar';
}

export interface Started<Device extends SimulatedDevice> {
  readonly simulator: DeviceSimulators[Device];
  readonly cable: FaultyEndpoint;
  /** For the app: a device URL. */
  readonly url: string;
  readonly transport: 'tcp' | 'pty';
  readonly close: () => Promise<void>;
}

const NO_SOCAT =
  'socat is not installed, so the simulators use sockets only (Debian: apt-get install socat).';

type Made<Device extends SimulatedDevice> = DeviceSimulators[Device] & {
  readonly onBytes?: OnBytes;
  readonly stop?: () => void;
};

interface Kind<Device extends SimulatedDevice> {
  readonly name: string;
  readonly baud: number;
  readonly frameBytesMin?: number;
  readonly create: (endpoint: () => Endpoint, options: StartOptions) => Made<Device>;
}

const KINDS: { readonly [Device in SimulatedDevice]: Kind<Device> } = {
  idReader: {
    name: 'id-reader',
    baud: 115_200,
    frameBytesMin: 200,
    create: (endpoint, { protocol }) =>
      protocol === 'sidecar' ? createSidecarSimulator(endpoint) : createIdReaderSimulator(endpoint),
  },
  scanner: { name: 'scanner', baud: 9600, create: createScannerSimulator },
  printer: { name: 'printer', baud: 115_200, create: createPrinterSimulator },
  scale: { name: 'scale', baud: 9600, create: createScaleSimulator },
  bp: { name: 'bp', baud: 9600, create: createBpSimulator },
};

/** The program's name of a device: `id-reader`. */
export const deviceNamed = (name: string): SimulatedDevice | undefined =>
  (Object.keys(KINDS) as SimulatedDevice[]).find((device) => KINDS[device].name === name);
export const nameOfDevice = (device: SimulatedDevice): string => KINDS[device].name;
export const deviceNames = (): readonly string[] => Object.values(KINDS).map(({ name }) => name);

// A scale sends from its first moment on, before its cable is laid.
const NOWHERE: Endpoint = {
  ...{ url: '', isConnected: () => false, send: () => {} },
  ...{ unplug: async () => {}, plug: async () => {}, close: async () => {} },
};

/** Starts one device on a pseudo-terminal or, with `tcp` or without socat, on a socket. The sidecar is always on a socket. */
export const startDevice = async <Device extends SimulatedDevice>(
  device: Device,
  options: StartOptions = {},
): Promise<Started<Device>> => {
  const { name, baud, frameBytesMin = 0, create } = KINDS[device];
  const isSidecar = device === 'idReader' && options.protocol === 'sidecar';
  const wanted = options.transport ?? 'auto';
  const usesPty = wanted !== 'tcp' && !isSidecar && hasSocat();
  if (wanted === 'pty' && !usesPty) {
    throw new Error(isSidecar ? 'a sidecar listens on a socket: --transport tcp' : NO_SOCAT);
  }
  let endpoint = NOWHERE;
  const simulator = create(() => endpoint, options);
  const endpointOptions: EndpointOptions = {
    ...{ name, baud },
    ...(options.port === undefined ? {} : { port: options.port }),
  };
  const openEndpoint = usesPty ? openPtyEndpoint : openTcpEndpoint;
  try {
    const opened = await openEndpoint(endpointOptions, simulator.onBytes ?? (() => {}));
    const cable = withFaults(opened, { random: seededRandom(options.seed ?? 1), frameBytesMin });
    endpoint = cable;
    return {
      simulator,
      cable,
      url: isSidecar ? `sidecar:${cable.url}` : cable.url,
      transport: usesPty ? 'pty' : 'tcp',
      close: async () => {
        simulator.stop?.();
        await cable.close();
      },
    };
  } catch (error) {
    simulator.stop?.();
    throw error;
  }
};

/**
 * Starts one of each device. `pty` and `auto` give real pseudo-terminals by way of socat (`pty` for the printer too);
 * without socat `auto` falls back to sockets and says so, `pty` fails.
 */
export const startSimulators = async (
  options: Omit<StartOptions, 'port'> & { readonly printerPort?: number } = {},
): Promise<Simulators> => {
  const { printerPort, ...shared } = options;
  const wanted = options.transport ?? 'auto';
  const started: { readonly close: () => Promise<void> }[] = [];
  const start = async <Device extends SimulatedDevice>(
    device: Device,
    own: StartOptions = {},
  ): Promise<Started<Device>> => {
    const one = await startDevice(device, { ...shared, ...own });
    started.push(one);
    return one;
  };
  const close = async (): Promise<void> => {
    await Promise.all(started.map((each) => each.close()));
  };
  try {
    const idReader = await start('idReader');
    const scanner = await start('scanner');
    const printer = await start('printer', {
      transport: wanted === 'auto' ? 'tcp' : wanted,
      port: printerPort ?? 0,
    });
    const scale = await start('scale');
    const bp = await start('bp');
    const all = { idReader, scanner, printer, scale, bp };
    return {
      ...{ idReader: idReader.simulator, scanner: scanner.simulator },
      ...{ printer: printer.simulator, scale: scale.simulator, bp: bp.simulator },
      urls: mapDevices(all, ({ url }) => url),
      cables: mapDevices(all, ({ cable }) => cable),
      transport: scanner.transport,
      notice: wanted === 'auto' && scanner.transport === 'tcp' ? NO_SOCAT : null,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

const mapDevices = <T>(
  all: { readonly [Device in SimulatedDevice]: Started<Device> },
  pick: (one: { readonly url: string; readonly cable: FaultyEndpoint }) => T,
): Readonly<Record<SimulatedDevice, T>> => ({
  ...{ idReader: pick(all.idReader), scanner: pick(all.scanner), printer: pick(all.printer) },
  ...{ scale: pick(all.scale), bp: pick(all.bp) },
});
