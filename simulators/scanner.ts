import type { Endpoint } from './endpoint.ts';

export type Suffix = 'cr' | 'lf' | 'crlf' | 'tab' | 'none';

export interface ScannerSimulator {
  /** Sends a code as a scanner does; an AIM identifier or a prefix is part of `text`. */
  readonly scan: (text: string, options?: { readonly suffix?: Suffix }) => void;
  /** Sends raw bytes: what a wrong baud rate or a disturbed line gives. */
  readonly garbage: (bytes?: Uint8Array) => void;
  readonly isConnected: () => boolean;
  readonly unplug: () => Promise<void>;
  readonly plug: () => Promise<void>;
}

const SUFFIXES: Readonly<Record<Suffix, string>> = {
  cr: '\r',
  lf: '\n',
  crlf: '\r\n',
  tab: '\t',
  none: '',
};
const GARBAGE = Uint8Array.of(0xf8, 0x1e, 0x80, 0x00, 0xfe, 0x0d);

/** A serial barcode scanner. */
export const createScannerSimulator = (endpoint: () => Endpoint): ScannerSimulator => ({
  scan: (text, { suffix = 'cr' } = {}) => {
    endpoint().send(Buffer.from(text + SUFFIXES[suffix], 'utf8'));
  },
  garbage: (bytes = GARBAGE) => endpoint().send(bytes),
  isConnected: () => endpoint().isConnected(),
  unplug: () => endpoint().unplug(),
  plug: () => endpoint().plug(),
});
