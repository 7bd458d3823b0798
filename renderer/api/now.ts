import { useCallback, useSyncExternalStore } from 'react';
import { useCall, valueOf } from './use-call.ts';

let tickedAtMs = Date.now();

/** The page's clock, read in steps so that every part of a screen shows the same moment. */
function useTick(everyMs: number): number {
  const subscribe = useCallback(
    (changed: () => void) => {
      const tick = (): void => {
        tickedAtMs = Date.now();
        changed();
      };
      tick();
      const timer = setInterval(tick, everyMs);
      return () => clearInterval(timer);
    },
    [everyMs],
  );
  return useSyncExternalStore(subscribe, () => Math.floor(tickedAtMs / everyMs) * everyMs);
}

/** How far the core's clock is ahead of this page's: a tablet's own clock may be anything. */
const offsets = new WeakMap<object, number>();
const offsetOf = (state: { readonly nowMs: number }): number => {
  const known = offsets.get(state);
  if (known !== undefined) return known;
  const offset = state.nowMs - Date.now();
  offsets.set(state, offset);
  return offset;
};

/** The core's time, moving on in steps of `everyMs`. */
export function useNow(everyMs: number): number {
  const tick = useTick(everyMs);
  const state = valueOf(useCall('app.state', {}));
  return state === null ? tick : tick + offsetOf(state);
}
