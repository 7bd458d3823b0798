import type { SearchView } from '../../shared/contract/device.ts';
import { parseIdNumber } from '../../shared/codes/id-number.ts';
import { type DeviceUrl, formatDeviceUrl } from '../../shared/device-url.ts';
import type { Plugged } from '../../shared/plugged.ts';
import { isMeant, urlToKeep } from './device-plugged.ts';
import type { Timers } from './deps.ts';
import {
  findReader,
  findScanner,
  type FoundDevice,
  type Searching,
} from './devices/find-device.ts';
import type { OpenPort } from './devices/line.ts';

export interface DeviceSearch {
  /** Ends a search under way and begins another. */
  readonly start: (role: 'id-reader' | 'scanner') => Promise<void>;
  /** Null before the first. */
  readonly view: () => SearchView | null;
  readonly stop: () => Promise<void>;
}

interface SearchOptions {
  readonly timers: Timers;
  readonly openPort: OpenPort;
  readonly listPlugged: () => Promise<readonly Plugged[]>;
  /** Ports that a device of ours has open are left alone. */
  readonly inUse: () => readonly DeviceUrl[];
  readonly onChange: () => void;
}

/** The wizard: which of the free serial ports is the card reader, or a scanner. */
export function createDeviceSearch(options: SearchOptions): DeviceSearch {
  const { timers, openPort, listPlugged, inUse, onChange } = options;
  let role: 'id-reader' | 'scanner' = 'scanner';
  let all: readonly Plugged[] = [];
  let searching: Searching | null = null;

  // One at a time: of two searches begun together one would be forgotten and keep its ports open.
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };

  const end = async (): Promise<void> => {
    await searching?.stop();
    searching = null;
  };
  const begin = async (wanted: 'id-reader' | 'scanner'): Promise<void> => {
    await end();
    role = wanted;
    all = await listPlugged();
    const urls = inUse();
    const free = all.flatMap((each) =>
      each.kind === 'serial' && !urls.some((url) => isMeant(url, each, all)) ? [each] : [],
    );
    const find = wanted === 'id-reader' ? findReader : findScanner;
    searching = find({ timers, openPort, onChange }, free);
    onChange();
  };

  const foundView = ({ path, baud, suffix, text }: FoundDevice): SearchView['found'] => {
    const port = all.find((each) => each.kind === 'serial' && each.path === path);
    const url: DeviceUrl =
      port === undefined ? { kind: 'serial', path, baud } : urlToKeep(port, all, baud);
    // A document's number is not for a screen that others see.
    const isDocument = text !== null && parseIdNumber(text).ok;
    return { url: formatDeviceUrl(url), path, suffix, heard: isDocument ? 'ID' : text };
  };

  return {
    start: (wanted) => inTurn(() => begin(wanted)),
    view: () => {
      if (searching === null) return null;
      const { phase, ports, found } = searching.view();
      return { role, phase, ports: [...ports], found: found && foundView(found) };
    },
    stop: async () => {
      await inTurn(end);
      onChange();
    },
  };
}
