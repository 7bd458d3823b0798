import type { Hashing } from '../../shared/journal/chain.ts';
import type { Cancel, Timers } from './deps.ts';

/** A window, or a browser on this laptop or beside it. */
export interface Machine {
  /** Told to every page; a browser's own cookie is told to none. */
  readonly key: string;
  /** On the laptop that the devices are plugged into. */
  readonly isHere: boolean;
}

/** The machines of this vehicle that listen, and the one that hears the devices nobody has given to any. */
export interface Machines {
  readonly keyOf: (machine: string) => string;
  /** A page of this machine listens from now on, until what is returned is called. */
  readonly came: (machine: string, isHere: boolean) => () => void;
  /** In the order they came. */
  readonly there: () => readonly Machine[];
  /**
   * The one machine that hears a device without a setting; null before the first came. The laptop's own before every other, since the
   * cable is in it; and it stays the same one while it is only being reloaded, so that no scan meant for it ends at another table.
   */
  readonly home: () => Machine | null;
  /** As it was when it was last there; one not heard of since the start is taken for one beside the laptop. */
  readonly known: (key: string) => Machine;
  readonly close: () => void;
}

/** A reload, a closed lid or a gap in the Wi-Fi; after it the machine has gone and another may hear in its place. */
export const awayMsMax = 120_000;
const seenMax = 64;
const keyCharacters = 12;

interface Connected extends Machine {
  readonly pages: number;
}

export function createMachines(
  timers: Timers,
  hashing: Pick<Hashing, 'sha256'>,
  onChange: () => void,
): Machines {
  let connected: readonly Connected[] = [];
  let home: Machine | null = null;
  /** Oldest first. */
  let seen: readonly Machine[] = [];
  let stopWaiting: Cancel = () => undefined;

  const keyOf = (machine: string): string =>
    hashing.sha256(`machine:${machine}`).slice(0, keyCharacters);
  const isThere = (key: string): boolean => connected.some((each) => each.key === key);
  const settle = (next: Machine | null): void => {
    stopWaiting();
    home = next;
  };
  /** Never heard of, and nobody like it is there: the same laptop with another browser, or without its cookies. */
  const isHome = ({ key, isHere }: Machine): boolean => {
    if (home === null || home.key === key) return true;
    if (isHere !== home.isHere) return isHere;
    return (
      !seen.some((each) => each.key === key) && !connected.some((each) => each.isHere === isHere)
    );
  };
  const passOn = (): void => {
    settle(connected.find(({ isHere }) => isHere) ?? connected[0] ?? null);
    onChange();
  };
  const left = (key: string): void => {
    connected = connected
      .map((each) => (each.key === key ? { ...each, pages: each.pages - 1 } : each))
      .filter(({ pages }) => pages > 0);
    if (isThere(key)) return;
    if (home?.key === key) stopWaiting = timers.after(awayMsMax, passOn);
    onChange();
  };

  return {
    keyOf,
    came: (id, isHere) => {
      const machine: Machine = { key: keyOf(id), isHere };
      const { key } = machine;
      const pages = (connected.find((each) => each.key === key)?.pages ?? 0) + 1;
      if (isHome(machine)) settle(machine);
      seen = [...seen.filter((each) => each.key !== key), machine].slice(-seenMax);
      connected =
        pages === 1
          ? [...connected, { ...machine, pages }]
          : connected.map((each) => (each.key === key ? { ...machine, pages } : each));
      if (pages === 1) onChange();
      let isOver = false;
      return () => {
        if (!isOver) left(key);
        isOver = true;
      };
    },
    there: () => connected.map(({ key, isHere }) => ({ key, isHere })),
    home: () => home,
    known: (key) => seen.find((each) => each.key === key) ?? { key, isHere: false },
    close: () => stopWaiting(),
  };
}
