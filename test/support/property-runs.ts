import type { Parameters } from 'fast-check';

/** What CI runs of every property, unless the property costs much and says its own number. */
const RUNS = 10_000;

const wholeNumber = (name: string): number | undefined => {
  const given = process.env[name];
  if (given === undefined || given === '') return undefined;
  if (!/^-?[0-9]{1,10}$/u.test(given)) throw new Error(`${name} is no whole number: ${given}`);
  return Number(given);
};

/**
 * How often a property runs: `FC_RUNS=1000000` runs more, `FC_SEED=42` repeats what a red run printed. Without a seed each run
 * draws its own and prints it when it fails.
 */
export const runs = <Ts>(numRuns: number = RUNS): Parameters<Ts> => {
  const seed = wholeNumber('FC_SEED');
  return {
    numRuns: wholeNumber('FC_RUNS') ?? numRuns,
    ...(seed === undefined ? {} : { seed }),
  };
};
