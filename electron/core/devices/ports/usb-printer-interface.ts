/** The part of a USB device's descriptors that is looked at. */
export interface Described {
  readonly interfaces: readonly {
    readonly interfaceNumber: number;
    readonly alternates: readonly {
      readonly alternateSetting: number;
      readonly interfaceClass: number;
      readonly interfaceProtocol: number;
      readonly endpoints: readonly {
        readonly endpointNumber: number;
        readonly direction: string;
        readonly type: string;
      }[];
    }[];
  }[];
}

export interface PrinterInterface {
  readonly interfaceNumber: number;
  readonly alternateSetting: number;
  readonly outEndpoint: number;
  /** Null: the printer is one-way and answers nothing. */
  readonly inEndpoint: number | null;
}

// USB Printing Devices 1.1: base class 7; protocol 1 one-way, 2 two-way, 3 IEEE 1284.4 (packets of its own: not for us).
const PRINTER_CLASS = 7;
const PROTOCOLS = [2, 1];

/** The interface of the printer class to write raw jobs to, two-way before one-way; null: this is no such printer. */
export const printerInterface = (
  configuration: Described | null | undefined,
): PrinterInterface | null => {
  const choices = (configuration?.interfaces ?? []).flatMap(({ interfaceNumber, alternates }) =>
    alternates.flatMap(({ alternateSetting, interfaceClass, interfaceProtocol, endpoints }) => {
      const bulk = (direction: string) =>
        endpoints.find((each) => each.type === 'bulk' && each.direction === direction);
      const out = bulk('out');
      const rank = PROTOCOLS.indexOf(interfaceProtocol);
      if (interfaceClass !== PRINTER_CLASS || out === undefined || rank < 0) return [];
      const inEndpoint = bulk('in')?.endpointNumber ?? null;
      const chosen = { interfaceNumber, alternateSetting, inEndpoint };
      return [{ rank, chosen: { ...chosen, outEndpoint: out.endpointNumber } }];
    }),
  );
  return choices.toSorted((a, b) => a.rank - b.rank)[0]?.chosen ?? null;
};
