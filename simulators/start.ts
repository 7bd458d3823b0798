import { type BpSimulator, createBpSimulator } from './bp.ts';
import type { Endpoint, EndpointOptions, OnBytes } from './endpoint.ts';
import { createIdReaderSimulator, type IdReaderSimulator } from './id-reader.ts';
import { createPrinterSimulator, type PrinterSimulator } from './printer.ts';
import { hasSocat, openPtyEndpoint } from './pty-endpoint.ts';
import { createScaleSimulator, type ScaleSimulator } from './scale.ts';
import { createScannerSimulator, type ScannerSimulator } from './scanner.ts';
import { openTcpEndpoint } from './tcp-endpoint.ts';

export type Transport = 'tcp' | 'pty' | 'auto';

export interface SimulatorUrls {
  readonly idReader: string;
  readonly scanner: string;
  readonly printer: string;
  readonly scale: string;
  readonly bp: string;
}

export interface Simulators {
  readonly urls: SimulatorUrls;
  /** What was used in the end. With `auto` the printer is on a socket, as label printers are. */
  readonly transport: 'tcp' | 'pty';
  /** A sentence when `auto` had to do without pseudo-terminals, else null. */
  readonly notice: string | null;
  readonly idReader: IdReaderSimulator;
  readonly scanner: ScannerSimulator;
  readonly printer: PrinterSimulator;
  readonly scale: ScaleSimulator;
  readonly bp: BpSimulator;
  /** Ends every simulator; twice is harmless. */
  readonly close: () => Promise<void>;
}

const NO_SOCAT =
  'socat is not installed, so the simulators use sockets only (Debian: apt-get install socat).';

/**
 * Starts one of each device. `pty` and `auto` give real pseudo-terminals by way of socat (`pty` for the printer too);
 * without socat `auto` falls back to sockets and says so, `pty` fails.
 */
export const startSimulators = async (
  options: { readonly transport?: Transport; readonly printerPort?: number } = {},
): Promise<Simulators> => {
  const wanted = options.transport ?? 'auto';
  const canPty = wanted !== 'tcp' && hasSocat();
  if (wanted === 'pty' && !canPty) throw new Error(NO_SOCAT);
  const endpoints: Endpoint[] = [];

  const open = async (
    usesPty: boolean,
    endpointOptions: EndpointOptions,
    onBytes: OnBytes,
  ): Promise<Endpoint> => {
    const openEndpoint = usesPty ? openPtyEndpoint : openTcpEndpoint;
    const endpoint = await openEndpoint(endpointOptions, onBytes);
    endpoints.push(endpoint);
    return endpoint;
  };
  const ignore: OnBytes = () => {};
  const closeEndpoints = (): Promise<unknown> =>
    Promise.all(endpoints.map((endpoint) => endpoint.close()));

  const idReader = createIdReaderSimulator(() => idReaderEnd);
  const printer = createPrinterSimulator(() => printerEnd);
  let idReaderEnd: Endpoint;
  let scannerEnd: Endpoint;
  let printerEnd: Endpoint;
  let scaleEnd: Endpoint;
  let bpEnd: Endpoint;
  try {
    const port = options.printerPort ?? 0;
    idReaderEnd = await open(canPty, { name: 'id-reader', baud: 115_200 }, idReader.onBytes);
    scannerEnd = await open(canPty, { name: 'scanner', baud: 9600 }, ignore);
    printerEnd = await open(
      canPty && wanted === 'pty',
      { name: 'printer', baud: 115_200, port },
      printer.onBytes,
    );
    scaleEnd = await open(canPty, { name: 'scale', baud: 9600 }, ignore);
    bpEnd = await open(canPty, { name: 'bp', baud: 9600 }, ignore);
  } catch (error) {
    await closeEndpoints();
    throw error;
  }
  const scale = createScaleSimulator(() => scaleEnd);

  return {
    urls: {
      idReader: idReaderEnd.url,
      scanner: scannerEnd.url,
      printer: printerEnd.url,
      scale: scaleEnd.url,
      bp: bpEnd.url,
    },
    transport: canPty ? 'pty' : 'tcp',
    notice: wanted === 'auto' && !canPty ? NO_SOCAT : null,
    idReader,
    scanner: createScannerSimulator(() => scannerEnd),
    printer,
    scale,
    bp: createBpSimulator(() => bpEnd),
    close: async () => {
      scale.stop();
      await closeEndpoints();
    },
  };
};
