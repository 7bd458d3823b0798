import type { TopicMessage } from '../../../shared/contract/topics.ts';
import type { RuleSet, Vitals } from '../../../shared/domain/screening/schema.ts';
import type { MeasurementSource } from '../../../shared/journal/bodies/screening.ts';
import type { TextKey } from '../../text/index.ts';

type MeasuredName = 'weightKg' | 'systolicMmHg' | 'diastolicMmHg' | 'pulsePerMin' | 'temperatureC';

export interface Examined {
  readonly vitals: Vitals;
  readonly source: MeasurementSource;
}

export const nothingExamined: Examined = {
  vitals: {
    weightKg: null,
    systolicMmHg: null,
    diastolicMmHg: null,
    pulsePerMin: null,
    temperatureC: null,
    enduranceAthlete: false,
    observations: [],
  },
  source: { kind: 'typed' },
};

export const startingFrom = (vitals: Vitals | null): Examined =>
  vitals === null ? nothingExamined : { ...nothingExamined, vitals };

/** A repeat begins with what does not change; what is measured again is empty. */
export const repeating = (vitals: Vitals): Examined => ({
  ...nothingExamined,
  vitals: {
    ...vitals,
    systolicMmHg: null,
    diastolicMmHg: null,
    pulsePerMin: null,
    temperatureC: null,
  },
});

/** The earlier values of one field, oldest first. */
export const earlierValues = (earlier: readonly Vitals[], field: MeasuredName): readonly number[] =>
  earlier.flatMap((vitals) => vitals[field] ?? []);

/** Systolic less diastolic; null before both are there. */
export const pulsePressure = ({ systolicMmHg, diastolicMmHg }: Vitals): number | null =>
  systolicMmHg === null || diastolicMmHg === null ? null : systolicMmHg - diastolicMmHg;

const isBloodPressure = (field: MeasuredName): boolean =>
  field === 'systolicMmHg' || field === 'diastolicMmHg' || field === 'pulsePerMin';

/** A typed value; a blood pressure touched by hand is no longer the device's. */
export const withTyped = (was: Examined, field: MeasuredName, value: number | null): Examined => ({
  vitals: { ...was.vitals, [field]: value },
  source: isBloodPressure(field) ? { kind: 'typed' } : was.source,
});

export type Reading = TopicMessage<'blood-pressure.measured'>;

/** Something of it is there: a reading then may be another donor's, measured in front of another screen, and is only offered. */
export const hasBloodPressure = ({ vitals }: Examined): boolean =>
  vitals.systolicMmHg !== null || vitals.diastolicMmHg !== null || vitals.pulsePerMin !== null;

/** The device's own reading, with its frame kept. */
export const withMeasured = (
  was: Examined,
  { systolicMmHg, diastolicMmHg, pulsePerMin, device, frame }: Reading,
): Examined => ({
  vitals: { ...was.vitals, systolicMmHg, diastolicMmHg, pulsePerMin },
  source: { kind: 'device', device, frame },
});

/** Endurance athletes have a lower limit of their own for the pulse (7.4). */
export const withAthlete = (was: Examined, enduranceAthlete: boolean): Examined => ({
  ...was,
  vitals: { ...was.vitals, enduranceAthlete },
});

export const withObservation = (
  was: Examined,
  code: string,
  result: 'normal' | 'abnormal',
): Examined => ({
  ...was,
  vitals: {
    ...was.vitals,
    observations: [
      ...was.vitals.observations.filter((observation) => observation.code !== code),
      { code, result },
    ],
  },
});

export const observed = (vitals: Vitals, code: string): 'normal' | 'abnormal' | null =>
  vitals.observations.find((observation) => observation.code === code)?.result ?? null;

export const isRequired = (field: MeasuredName, ruleSet: RuleSet): boolean =>
  ruleSet.required.some(({ item }) => item === field);

const fieldNames = {
  weightKg: 'vital.weight',
  systolicMmHg: 'vital.systolic',
  diastolicMmHg: 'vital.diastolic',
  pulsePerMin: 'vital.pulse',
  temperatureC: 'vital.temperature',
} as const satisfies Record<MeasuredName, TextKey>;

/** What the rules require and nobody has measured yet. */
export function missingVitals(vitals: Vitals, ruleSet: RuleSet): readonly TextKey[] {
  // The table above has exactly these keys.
  const missing: TextKey[] = (Object.keys(fieldNames) as MeasuredName[])
    .filter((field) => isRequired(field, ruleSet) && vitals[field] === null)
    .map((field) => fieldNames[field]);
  const isLooked = ruleSet.observations.every(({ code }) => observed(vitals, code) !== null);
  return isLooked ? missing : [...missing, 'examination.look'];
}
