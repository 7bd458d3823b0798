import {
  barsToTypes,
  reasonOf,
  engineFinding,
  type EngineReasonCode,
  type Finding,
  type Visit,
} from './finding.ts';
import type { PreDonationTests, ScreenedDonor, ScreeningInput, Vitals } from './input-schema.ts';
import { endOfPeriod } from './period.ts';
import type { Limit } from './rule-set-schema.ts';
import type { MeasurementField } from './vocabulary-schema.ts';

type Measurements = Readonly<Record<MeasurementField, number | null>>;

const measurementsOf = (vitals: Vitals, tests: PreDonationTests): Measurements => ({
  weightKg: vitals.weightKg,
  systolicMmHg: vitals.systolicMmHg,
  diastolicMmHg: vitals.diastolicMmHg,
  pulsePressureMmHg:
    vitals.systolicMmHg === null || vitals.diastolicMmHg === null
      ? null
      : vitals.systolicMmHg - vitals.diastolicMmHg,
  pulsePerMin: vitals.pulsePerMin,
  temperatureC: vitals.temperatureC,
  haemoglobinGPerL: tests.haemoglobinGPerL,
  altUPerL: tests.altUPerL,
  haematocrit: tests.haematocrit,
  plateletsE9PerL: tests.plateletsE9PerL,
  predictedPlateletsE9PerL: tests.predictedPlateletsE9PerL,
});

const applies = (limit: Limit, donor: ScreenedDonor, isAthlete: boolean): boolean =>
  (limit.sex === 'all' || limit.sex === donor.sex) &&
  (limit.athlete === 'any' || (limit.athlete === 'only') === isAthlete);

/** Whether a value keeps a limit; a value exactly on it does when the limit is inclusive. */
export const keepsLimit = (value: number, limit: Limit): boolean => {
  if (value === limit.value) return limit.inclusive;
  return limit.bound === 'min' ? value > limit.value : value < limit.value;
};

const missed = (limit: Limit, value: number, visit: Visit): Finding => {
  const until = endOfPeriod(visit.now, limit.retryAfter, visit.ruleSet.monthClamp.value);
  return {
    flags: [],
    reason: reasonOf({
      code: limit.code,
      effect: 'temporary',
      clause: limit.clause,
      text: limit.text,
      until: until.date,
      untilTime: until.time,
      bars: barsToTypes(limit.donationTypes),
      measured: { field: limit.field, value, bound: limit.bound, limit: limit.value },
      toConfirm: limit.confirm,
      overridableBy: limit.override?.roles ?? [],
    }),
  };
};

/** Every limit that a measured value misses. Values that are not there are assessRequired's to name. */
export const assessLimits = (input: ScreeningInput, visit: Visit): Finding[] => {
  const values = measurementsOf(input.vitals, input.tests);
  const isAthlete = input.vitals.enduranceAthlete === true;
  const findings: Finding[] = [];
  for (const limit of visit.ruleSet.limits) {
    const value = values[limit.field];
    if (value === null || !applies(limit, input.donor, isAthlete)) continue;
    if (!keepsLimit(value, limit)) findings.push(missed(limit, value, visit));
  }
  return findings;
};

type RequiredItem = Visit['ruleSet']['required'][number]['item'];

const MISSING_CODES: Readonly<Record<RequiredItem, EngineReasonCode>> = {
  weightKg: 'missing-weight',
  systolicMmHg: 'missing-systolic',
  diastolicMmHg: 'missing-diastolic',
  pulsePressureMmHg: 'missing-pulse-pressure',
  pulsePerMin: 'missing-pulse',
  temperatureC: 'missing-temperature',
  haemoglobinGPerL: 'missing-haemoglobin',
  altUPerL: 'missing-alt',
  haematocrit: 'missing-haematocrit',
  plateletsE9PerL: 'missing-platelets',
  predictedPlateletsE9PerL: 'missing-predicted-platelets',
  haemoglobin: 'missing-haemoglobin',
  aboForward: 'missing-abo-forward',
  hbsAgRapid: 'missing-hbsag-rapid',
};

const isThere = (item: RequiredItem, values: Measurements, tests: PreDonationTests): boolean => {
  if (item === 'haemoglobin') {
    return tests.haemoglobinGPerL !== null || tests.copperSulphatePass !== null;
  }
  if (item === 'aboForward' || item === 'hbsAgRapid') return tests[item] !== null;
  return values[item] !== null;
};

/** One `missing-…` for everything the rule set wants and the visit does not have. */
export const assessRequired = (input: ScreeningInput, visit: Visit): Finding[] => {
  const values = measurementsOf(input.vitals, input.tests);
  const findings: Finding[] = [];
  if (input.donor.sex === null) {
    findings.push(engineFinding({ code: 'missing-sex', effect: 'missing' }));
  }
  for (const required of visit.ruleSet.required) {
    if (isThere(required.item, values, input.tests)) continue;
    findings.push(
      engineFinding({
        code: MISSING_CODES[required.item],
        effect: 'missing',
        clause: required.clause,
        bars: barsToTypes(required.donationTypes),
        toConfirm: required.confirm,
      }),
    );
  }
  return findings;
};
