/**
 * What every codec here returns: it is a pure function `(config, state, bytes) → { state, events }` that never throws,
 * keeps a bounded amount of input, and gives the same events however the bytes were cut.
 */
export interface Step<State, Event> {
  readonly state: State;
  readonly events: readonly Event[];
}
