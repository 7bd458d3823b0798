import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { CardFile } from './card.ts';
import { generateDonors } from './donors.ts';
import { PRINTER_FAULTS } from './printer-faults.ts';
import { numberIn, type Step, type Verbs } from './script.ts';
import type { Suffix } from './scanner.ts';
import type { DeviceSimulators, SimulatedDevice } from './start.ts';

interface VerbsOptions {
  /** Card files are named from the script's folder; null: from the working folder. */
  readonly scriptPath: string | null;
  readonly seed: number;
  /** `YYYY-MM-DD`: ages and validity of invented donors follow from it. */
  readonly onDate: string;
}

const DONORS = 100;
const SUFFIXES: readonly Suffix[] = ['cr', 'lf', 'crlf', 'tab', 'none'];
const VITAL_MAX = 300;

const textOf = (value: unknown): string => {
  if (typeof value !== 'string') throw new Error(`not a text: ${JSON.stringify(value)}`);
  return value;
};

const recordOf = (value: unknown): Step => {
  if (typeof value !== 'object' || value === null) {
    throw new Error(`not an object: ${JSON.stringify(value)}`);
  }
  return { ...value };
};

/** A card in the script, a card in a file, or `{ "donor": 5 }`: one of the invented people. */
const cardOf = (value: unknown, { scriptPath, seed, onDate }: VerbsOptions): CardFile => {
  if (typeof value === 'string') {
    const path = resolve(scriptPath === null ? '.' : dirname(scriptPath), value);
    return cardOf(JSON.parse(readFileSync(path, 'utf8')), { scriptPath, seed, onDate });
  }
  const card = recordOf(value);
  if (card['donor'] !== undefined) {
    const at = numberIn(card['donor'], 0, DONORS - 1);
    const donor = generateDonors({ seed, count: DONORS, onDate })[at];
    if (donor === undefined) throw new Error('there is no such donor');
    return donor.card;
  }
  for (const name of ['name', 'sex', 'birth', 'idNumber', 'validFrom', 'validTo'])
    textOf(card[name]);
  // The reader writes it into a card's block before it takes it, and throws when a field does not fit.
  return card as unknown as CardFile;
};

const number = (min: number, max: number, act: (value: number) => void) => (value: unknown) =>
  act(numberIn(value, min, max));

/** What each device's script may say, beside what all may. */
export const verbsOf: {
  readonly [Device in SimulatedDevice]: (
    simulator: DeviceSimulators[Device],
    options: VerbsOptions,
  ) => Verbs;
} = {
  idReader: (reader, options) => ({
    place: (value) => reader.placeCard(cardOf(value, options)),
    remove: () => reader.removeCard(),
    liftDuringRead: number(0, 1000, reader.liftDuringRead),
    jam: number(0, 255, reader.jam),
  }),
  scanner: (scanner) => ({
    scan: (value, step) => {
      const suffix = SUFFIXES.find((each) => each === (step['suffix'] ?? 'cr'));
      if (suffix === undefined) throw new Error(`a suffix is one of ${SUFFIXES.join(', ')}`);
      scanner.scan(textOf(value), { suffix });
    },
    garbage: () => scanner.garbage(),
  }),
  printer: (printer) => ({
    state: (value, step) => {
      const fault = PRINTER_FAULTS.find((each) => each === value);
      if (fault === undefined) throw new Error(`a state is one of ${PRINTER_FAULTS.join(', ')}`);
      printer.setFault(fault, step['on'] !== false);
    },
  }),
  scale: (scale) => ({
    weigh: number(-1000, 100_000, scale.set),
    fillTo: (value, step) =>
      scale.fillTo(numberIn(value, 0, 100_000), numberIn(step['seconds'] ?? 30, 0, 7200)),
    overload: (value) => scale.setOverload(value === true),
    garbage: () => scale.garbage(),
  }),
  bp: (bp) => ({
    measure: (value) => {
      const vitals = recordOf(value);
      bp.measure({
        systolic: numberIn(vitals['systolic'], 0, VITAL_MAX),
        diastolic: numberIn(vitals['diastolic'], 0, VITAL_MAX),
        pulse: numberIn(vitals['pulse'], 0, VITAL_MAX),
        movements: numberIn(vitals['movements'] ?? 0, 0, 9),
      });
    },
    fail: (value) => bp.fail(value === true ? undefined : textOf(value)),
    garbage: () => bp.garbage(),
  }),
};
