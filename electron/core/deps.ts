/** What the core takes from the world outside. Tests pass their own; nothing else in the core reads a clock or draws a random number. */

/** Wall clock, milliseconds since 1970-01-01 UTC. It may jump: order is by journal sequence, never by clock. */
export interface Clock {
  readonly nowMs: () => number;
}

export type Cancel = () => void;

/** Timers of the devices and the sync. `after` returns the way to cancel it; cancelling twice is harmless. */
export interface Timers {
  readonly after: (delayMs: number, run: () => void) => Cancel;
}

export interface Random {
  /** Cryptographically strong bytes. */
  readonly bytes: (count: number) => Uint8Array;
  /** UUID version 7 for `nowMs`. */
  readonly uuid: () => string;
}

/** Log lines carry ids, never names, document numbers or answers. */
export interface Log {
  readonly info: (event: string, ids?: Readonly<Record<string, string | number | boolean>>) => void;
  readonly warn: (event: string, ids?: Readonly<Record<string, string | number | boolean>>) => void;
  readonly error: (
    event: string,
    ids?: Readonly<Record<string, string | number | boolean>>,
  ) => void;
}
