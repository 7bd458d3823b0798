import type { ScreeningInput } from '../../shared/domain/screening/schema.ts';
import { healthyMan, healthyWoman, withTests, withVitals } from './screening-facts.ts';

export const platelets = (base: ScreeningInput): ScreeningInput => ({
  ...base,
  wantedType: 'apheresis-platelets',
  wantedVolumeMl: null,
});
export const vital = (patch: Partial<ScreeningInput['vitals']>, base = healthyMan) =>
  withVitals(base, patch);
export const test = (patch: Partial<ScreeningInput['tests']>, base = healthyMan) =>
  withTests(base, patch);
const athlete = (pulsePerMin: number) => vital({ pulsePerMin, enduranceAthlete: true });
const drop = (copperSulphatePass: boolean, base: ScreeningInput) =>
  test({ copperSulphatePass, haemoglobinGPerL: null }, base);

/** code of the limit, a visit that just keeps it, a visit that just misses it */
export const BOUNDARIES: readonly (readonly [string, ScreeningInput, ScreeningInput])[] = [
  ['weight-low-male', vital({ weightKg: 50 }), vital({ weightKg: 49.9 })],
  [
    'weight-low-female',
    vital({ weightKg: 45 }, healthyWoman),
    vital({ weightKg: 44.9 }, healthyWoman),
  ],
  [
    'systolic-low',
    vital({ systolicMmHg: 90, diastolicMmHg: 60 }),
    vital({ systolicMmHg: 89, diastolicMmHg: 59 }),
  ],
  ['systolic-high', vital({ systolicMmHg: 139 }), vital({ systolicMmHg: 140 })],
  ['diastolic-low', vital({ diastolicMmHg: 60 }), vital({ diastolicMmHg: 59 })],
  ['diastolic-high', vital({ diastolicMmHg: 89 }), vital({ diastolicMmHg: 90 })],
  [
    'pulse-pressure-low',
    vital({ systolicMmHg: 110, diastolicMmHg: 80 }),
    vital({ systolicMmHg: 109, diastolicMmHg: 80 }),
  ],
  ['pulse-low', vital({ pulsePerMin: 60 }), vital({ pulsePerMin: 59 })],
  ['pulse-low-athlete', athlete(50), athlete(49)],
  ['pulse-high', vital({ pulsePerMin: 100 }), vital({ pulsePerMin: 101 })],
  ['temperature-high', vital({ temperatureC: 37.5 }), vital({ temperatureC: 37.6 })],
  ['haemoglobin-low-male', test({ haemoglobinGPerL: 120 }), test({ haemoglobinGPerL: 119 })],
  [
    'haemoglobin-low-female',
    test({ haemoglobinGPerL: 115 }, healthyWoman),
    test({ haemoglobinGPerL: 114 }, healthyWoman),
  ],
  ['copper-sulphate-male', drop(true, healthyMan), drop(false, healthyMan)],
  ['copper-sulphate-female', drop(true, healthyWoman), drop(false, healthyWoman)],
  ['alt-high', test({ altUPerL: 50 }), test({ altUPerL: 51 })],
  [
    'haematocrit-low',
    platelets(test({ haematocrit: 0.36 })),
    platelets(test({ haematocrit: 0.359 })),
  ],
  [
    'platelets-low',
    platelets(test({ plateletsE9PerL: 150 })),
    platelets(test({ plateletsE9PerL: 149 })),
  ],
  [
    'platelets-high',
    platelets(test({ plateletsE9PerL: 449 })),
    platelets(test({ plateletsE9PerL: 450 })),
  ],
  [
    'predicted-platelets-low',
    platelets(test({ predictedPlateletsE9PerL: 100 })),
    platelets(test({ predictedPlateletsE9PerL: 99 })),
  ],
];
