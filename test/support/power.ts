import type { Printer } from '../../electron/core/devices/printer.ts';
import type { Store } from '../../electron/core/store/store.ts';

/** Electricity that goes at a step of the caller's choice and stays away. */
export interface Power {
  readonly isOff: () => boolean;
  /** A store whose every write has a step before it and one after it has been committed. */
  readonly storeOn: (store: Store) => Store;
  /** A printer with a step before the first byte and one after the labels came out and before the program knows. */
  readonly printerOn: (printer: Printer) => Printer;
}

class PowerCut extends Error {}

/** Goes at step `cutAt`, counted from 1; Infinity: never. */
export function createPower(cutAt: number): Power {
  let steps = 0;
  const step = (): void => {
    steps += 1;
    if (steps >= cutAt) throw new PowerCut();
  };
  return {
    isOff: () => steps >= cutAt,
    storeOn: (store) => ({
      ...store,
      write: (work) => {
        step();
        const written = store.write(work);
        step();
        return written;
      },
    }),
    printerOn: (printer) => ({
      ...printer,
      print: async (job) => {
        step();
        const printed = await printer.print(job);
        step();
        return printed;
      },
    }),
  };
}

/** Whether the work ended; false when the power went meanwhile. */
export async function untilCut(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (fault) {
    if (fault instanceof PowerCut) return false;
    throw fault;
  }
}
