import { turnKey } from './rotate.ts';
import { type Step, steps } from './steps.ts';

/** Where a station of its own replaces its hash key. */
export const rotationSteps: readonly Step[] = [
  ...steps,
  {
    name: 'hash key',
    weight: 40,
    run: async (history) => {
      if (history.rotation) await turnKey(history, history.rotation);
    },
  },
];
