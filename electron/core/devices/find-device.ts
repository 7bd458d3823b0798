import { concatBytes } from '../../../shared/codec/bytes.ts';
import { samCommandFrame, samFeed, samInitial } from '../../../shared/codec/sam-frame.ts';
import { SCAN_BYTES_MAX, type ScannerSuffix } from '../../../shared/codec/scanner.ts';
import { probeBurst } from '../../../shared/codec/scanner-probe.ts';
import type { Cancel, Timers } from '../deps.ts';
import type { OpenPort, Port } from './line.ts';

/** One serial port in the search: what is being tried on it, or why it is out. */
export interface TriedPort {
  readonly path: string;
  readonly name: string | null;
  readonly baud: number;
  /** `chatters`: it talks without being asked, as a scale does, and is no scanner. */
  readonly state: 'trying' | 'noise' | 'chatters' | 'in-use' | 'silent' | 'answered';
}

export interface FoundDevice {
  readonly path: string;
  readonly baud: number;
  /** Scanners: how it ends its codes. */
  readonly suffix: ScannerSuffix | null;
  /** Scanners: what was scanned. */
  readonly text: string | null;
}

export interface Search {
  /** `quiet`: nobody should scan yet. `asking`: now scan. */
  readonly phase: 'quiet' | 'asking' | 'found' | 'nothing';
  readonly ports: readonly TriedPort[];
  readonly found: FoundDevice | null;
}

export interface Searching {
  readonly view: () => Search;
  /** Closes every port it opened. */
  readonly stop: () => Promise<void>;
}

export interface SearchDeps {
  readonly timers: Timers;
  readonly openPort: OpenPort;
  readonly onChange: () => void;
}

export interface Candidate {
  readonly path: string;
  readonly name: string | null;
}

const PORTS_MAX = 16;
// Factory settings first: a reader's 115200, a scanner's 9600.
const READER_BAUDS = [115_200, 9600, 57_600, 38_400, 19_200] as const;
const SCANNER_BAUDS = [9600, 115_200, 19_200, 38_400, 57_600] as const;
const READER_WAIT_MS = 600;
const WRITE_WAIT_MS = 300;
const QUIET_MS = 1200;
const ASKING_MS = 60_000;
const SILENCE_MS = 120;

const pause = (timers: Timers, ms: number): Promise<void> =>
  new Promise((resolve) => void timers.after(ms, resolve));

/** The part both searches share: the ports' states, the end, and every open port closed at the end. */
const createSearch = (
  { onChange }: SearchDeps,
  candidates: readonly Candidate[],
  firstBaud: number,
) => {
  let ports: readonly TriedPort[] = candidates
    .slice(0, PORTS_MAX)
    .map(({ path, name }) => ({ path, name, baud: firstBaud, state: 'trying' }));
  let phase: Search['phase'] = 'quiet';
  let found: FoundDevice | null = null;
  const open = new Set<Port>();
  const isOver = (): boolean => phase === 'found' || phase === 'nothing';
  return {
    open,
    isOver,
    ports: () => ports,
    show: (path: string, change: Partial<Pick<TriedPort, 'baud' | 'state'>>): void => {
      ports = ports.map((port) => (port.path === path ? { ...port, ...change } : port));
      onChange();
    },
    enter: (next: Search['phase']): void => {
      if (isOver()) return;
      phase = next;
      onChange();
    },
    take: (device: FoundDevice): void => {
      if (isOver()) return;
      found = device;
      phase = 'found';
      onChange();
    },
    view: (): Search => ({ phase, ports, found }),
    closeAll: async (): Promise<void> => {
      const left = [...open];
      open.clear();
      await Promise.all(left.map((port) => port.close()));
    },
  };
};

/**
 * Asks every port for a card reader: the command that looks for a card, at each speed a reader may have. A few bytes that
 * mean nothing to a scanner, a scale or a printer.
 */
export const findReader = (deps: SearchDeps, candidates: readonly Candidate[]): Searching => {
  const search = createSearch(deps, candidates, READER_BAUDS[0]);

  const tryAt = async (path: string, baud: number): Promise<'answered' | 'silent' | 'in-use'> => {
    let sam = samInitial;
    let answer: () => void = () => {};
    const answered = new Promise<boolean>((resolve) => {
      answer = () => resolve(true);
    });
    const port = await deps.openPort(
      { kind: 'serial', path, baud },
      {
        onBytes: (bytes) => {
          const step = samFeed(sam, bytes);
          sam = step.state;
          if (step.events.some(({ kind }) => kind === 'reply')) answer();
        },
        onLost: () => {},
      },
    );
    if (!port.ok) return 'in-use';
    search.open.add(port.value);
    const write = port.value.write(samCommandFrame('find-card'));
    // A port without hardware may take the bytes and never say so.
    await Promise.race([write, pause(deps.timers, WRITE_WAIT_MS)]);
    const isReader = await Promise.race([
      answered,
      pause(deps.timers, READER_WAIT_MS).then(() => false),
    ]);
    search.open.delete(port.value);
    await port.value.close();
    return isReader ? 'answered' : 'silent';
  };

  const tryPort = async (path: string): Promise<void> => {
    for (const baud of READER_BAUDS) {
      if (search.isOver()) return;
      search.show(path, { baud });
      const state = await tryAt(path, baud);
      search.show(path, { state: state === 'silent' ? 'trying' : state });
      if (state === 'answered') search.take({ path, baud, suffix: null, text: null });
      if (state !== 'silent') return;
    }
    search.show(path, { state: 'silent' });
  };

  search.enter('asking');
  const work = Promise.all(search.ports().map(({ path }) => tryPort(path))).then(() =>
    search.enter('nothing'),
  );
  return {
    view: search.view,
    stop: async () => {
      search.enter('nothing');
      await work;
      await search.closeAll();
    },
  };
};

/** Listens on every port until one gives a code; a port that gives noise is opened again at the next speed. */
export const findScanner = (deps: SearchDeps, candidates: readonly Candidate[]): Searching => {
  const search = createSearch(deps, candidates, SCANNER_BAUDS[0]);
  const cancels = new Set<Cancel>();

  const listen = async (path: string, speed: number): Promise<void> => {
    const baud = SCANNER_BAUDS[speed % SCANNER_BAUDS.length] ?? SCANNER_BAUDS[0];
    let heard: Uint8Array = new Uint8Array(0);
    let cancelSilence: Cancel = () => {};
    const leave = async (): Promise<void> => {
      if (port.ok && search.open.delete(port.value)) await port.value.close();
    };
    const judge = (): void => {
      cancels.delete(cancelSilence);
      const burst = probeBurst(heard);
      heard = new Uint8Array(0);
      if (search.isOver()) return;
      if (search.view().phase === 'quiet') {
        search.show(path, { state: 'chatters' });
        void leave();
      } else if (burst.kind === 'code') {
        search.show(path, { state: 'answered' });
        search.take({ path, baud, suffix: burst.suffix, text: burst.text });
        void stop();
      } else {
        search.show(path, { state: 'noise' });
        void leave().then(() => listen(path, speed + 1));
      }
    };
    search.show(path, { baud });
    const port = await deps.openPort(
      { kind: 'serial', path, baud },
      {
        onBytes: (bytes) => {
          if (heard.length < SCAN_BYTES_MAX) heard = concatBytes(heard, bytes);
          cancelSilence();
          cancels.delete(cancelSilence);
          cancelSilence = deps.timers.after(SILENCE_MS, judge);
          cancels.add(cancelSilence);
        },
        onLost: () => search.show(path, { state: 'silent' }),
      },
    );
    if (!port.ok) return search.show(path, { state: 'in-use' });
    search.open.add(port.value);
    if (search.isOver()) await leave();
  };

  async function stop(): Promise<void> {
    search.enter('nothing');
    for (const cancel of cancels) cancel();
    cancels.clear();
    await opening;
    await search.closeAll();
  }

  const opening = Promise.all(search.ports().map(({ path }) => listen(path, 0)));
  const ask = (): void => {
    search.enter('asking');
    cancels.add(deps.timers.after(ASKING_MS, () => void stop()));
  };
  // What talks now talks by itself: nobody has been asked to scan yet.
  cancels.add(deps.timers.after(QUIET_MS, ask));
  return { view: search.view, stop };
};
