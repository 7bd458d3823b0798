import type { OpenPort } from '../line.ts';
import { openSerial } from './serial.ts';
import { openTcp } from './tcp.ts';

/** The real ports, by the kind of URL. */
export const openPort: OpenPort = (url, listener) => {
  switch (url.kind) {
    case 'serial':
      return openSerial(url, listener);
    case 'tcp':
      return openTcp(url, listener);
  }
};
