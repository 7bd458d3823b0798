import type { Endpoint } from './endpoint.ts';

export interface BpMeasurement {
  readonly systolic: number;
  readonly diastolic: number;
  readonly pulse: number;
  readonly movements?: number;
  /** The device's own clock, `YYYY-MM-DDTHH:mm`. */
  readonly at?: string;
}

export interface BpSimulator {
  readonly measure: (measurement: BpMeasurement) => void;
  /** A measurement that did not succeed, with the device's one-digit error. */
  readonly fail: (code?: string) => void;
  readonly garbage: () => void;
  readonly unplug: () => Promise<void>;
  readonly plug: () => Promise<void>;
}

const DEFAULT_AT = '2026-01-01T08:00';

/** An Omron HBP-9030 set to output format 5: 55 bytes a measurement, comma separated, CRLF. */
export const createBpSimulator = (endpoint: () => Endpoint): BpSimulator => {
  const send = (at: string, code: string, vitals: readonly string[], movements: number): void => {
    const [date = '', time = ''] = at.split('T');
    const stamp = [...date.split('-'), ...time.split(':')];
    const fields = [...stamp, ' '.repeat(20), code, ...vitals, String(movements)];
    endpoint().send(Buffer.from(`${fields.join(',')}\r\n`, 'latin1'));
  };
  return {
    measure: ({ systolic, diastolic, pulse, movements = 0, at = DEFAULT_AT }) => {
      const vitals = [systolic, diastolic, pulse].map((value) => String(value).padStart(3, ' '));
      send(at, '0', vitals, movements);
    },
    fail: (code = '1') => send(DEFAULT_AT, code, ['   ', '   ', '   '], 0),
    garbage: () => endpoint().send(Buffer.from('2026,11\x00\xfe,,,\r\n', 'latin1')),
    unplug: () => endpoint().unplug(),
    plug: () => endpoint().plug(),
  };
};
