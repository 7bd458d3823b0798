/** The cable of a simulated device: something the program under test opens by its URL. */
export interface Endpoint {
  /** A device URL: `tcp://127.0.0.1:40123` or `serial:/tmp/…/scanner?baud=9600`. It stays the same over `unplug` and `plug`. */
  readonly url: string;
  /** Whether somebody has it open now. Bytes sent while nobody has are lost, as on a real cable. */
  readonly isConnected: () => boolean;
  readonly send: (bytes: Uint8Array) => void;
  readonly unplug: () => Promise<void>;
  readonly plug: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export type OnBytes = (bytes: Uint8Array) => void;

export interface EndpointOptions {
  readonly name: string;
  readonly baud: number;
  /** TCP port; 0 lets the system choose. */
  readonly port?: number;
}
