import type { Scan } from './meaning.ts';
import type { Takers } from './takers.ts';

type ScanTaker = (scan: Scan) => boolean;

interface Ports {
  readonly takers: Takers<ScanTaker>;
  /** Asks what was scanned; it may take long on a bad line, and always answers. */
  readonly identify: (raw: string) => Promise<Scan>;
  /** No screen took it. */
  readonly unwanted: (scan: Scan) => void;
  readonly onFault: (fault: unknown) => void;
}

/**
 * Delivers typed scans in the order they were made, whichever answer comes first, and each to the screen it was made on: a bag's number
 * that is answered late must not be bound to the donor who came onto the screen meanwhile. One that goes wrong keeps no other away.
 */
export function createScanTurns({ takers, identify, unwanted, onFault }: Ports) {
  let turn: Promise<void> = Promise.resolve();
  return (raw: string): Promise<void> => {
    const madeOn = takers.onTop();
    turn = turn
      .then(async () => {
        const scan = await identify(raw);
        const isThere = takers.onTop() === madeOn;
        if (!isThere || madeOn?.(scan) !== true) unwanted(scan);
      })
      .catch(onFault);
    return turn;
  };
}
