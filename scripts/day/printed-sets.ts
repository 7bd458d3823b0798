import { printedSetDin } from '../world/demo-station.ts';
import type { Drive } from './journey.ts';

/** The box of label sets that the station printed beforehand: the next one is on top. */
export function createPrintedSets(onDate: string): Drive['printedSets'] {
  const taken = new Set<string>();
  return {
    take: () => {
      const din = printedSetDin(onDate, taken.size);
      taken.add(din);
      return din;
    },
    has: (din) => taken.has(din),
  };
}
