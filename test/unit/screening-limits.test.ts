import { describe, expect, it } from 'vitest';
import type { ScreeningInput } from '../../shared/domain/screening/schema.ts';
import {
  codesOf,
  DRAFT,
  GB,
  healthyMan,
  healthyWoman,
  judge,
  withTests,
  withVitals,
} from '../support/screening-facts.ts';

const platelets = (base: ScreeningInput): ScreeningInput => ({
  ...base,
  wantedType: 'apheresis-platelets',
  wantedVolumeMl: null,
});
const vital = (patch: Partial<ScreeningInput['vitals']>, base = healthyMan) =>
  withVitals(base, patch);
const test = (patch: Partial<ScreeningInput['tests']>, base = healthyMan) => withTests(base, patch);
const athlete = (pulsePerMin: number) => vital({ pulsePerMin, enduranceAthlete: true });
const drop = (copperSulphatePass: boolean, base: ScreeningInput) =>
  test({ copperSulphatePass, haemoglobinGPerL: null }, base);

/** code of the limit, a visit that just keeps it, a visit that just misses it */
const BOUNDARIES: readonly (readonly [string, ScreeningInput, ScreeningInput])[] = [
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

describe.each([GB, DRAFT])('the limits of $id', (ruleSet) => {
  it('have a case each in this file', () => {
    const cases = new Set(BOUNDARIES.map(([code]) => code));
    const codes = [...ruleSet.limits, ...ruleSet.copperSulphate].map(({ code }) => code);
    expect(codes.toSorted()).toEqual([...cases].toSorted());
  });

  it.each(BOUNDARIES)(
    '%s is kept on its boundary and missed just beyond',
    (code, keeps, misses) => {
      expect(judge(keeps, ruleSet).kind).toBe('eligible');
      const missed = judge(misses, ruleSet);
      expect(missed.kind).toBe('deferred');
      expect(codesOf(missed)).toContain(code);
    },
  );
});

describe('measurements', () => {
  it('a missed limit tells the value, the limit and the clause', () => {
    expect(judge(vital({ weightKg: 48 })).reasons).toMatchObject([
      {
        code: 'weight-low-male',
        clause: '7.2',
        until: '2026-03-16',
        measured: { field: 'weightKg', value: 48, bound: 'min', limit: 50 },
      },
    ]);
  });

  it('with haemoglobin by number and by drop, both must pass', () => {
    expect(judge(test({ copperSulphatePass: false })).kind).toBe('deferred');
    expect(judge(test({ copperSulphatePass: true, haemoglobinGPerL: 110 })).kind).toBe('deferred');
  });

  it('platelet counts are not asked for whole blood', () => {
    const none = { haematocrit: null, plateletsE9PerL: null, predictedPlateletsE9PerL: null };
    expect(judge(test(none)).kind).toBe('eligible');
    expect(codesOf(judge(platelets(test(none))))).toEqual([
      'missing-haematocrit',
      'missing-platelets',
      'missing-predicted-platelets',
    ]);
  });
});

describe('what is not known never makes anybody eligible', () => {
  it.each([
    ['missing-weight', vital({ weightKg: null })],
    ['missing-systolic', vital({ systolicMmHg: null })],
    ['missing-diastolic', vital({ diastolicMmHg: null })],
    ['missing-pulse', vital({ pulsePerMin: null })],
    ['missing-temperature', vital({ temperatureC: null })],
    ['missing-haemoglobin', test({ haemoglobinGPerL: null })],
    ['missing-abo-forward', test({ aboForward: null })],
    ['missing-hbsag-rapid', test({ hbsAgRapid: 'invalid' })],
    ['missing-questionnaire', { ...healthyMan, questionnaire: null }],
    ['missing-birth-date', { ...healthyMan, donor: { ...healthyMan.donor, birthDate: null } }],
  ] satisfies [string, ScreeningInput][])('%s', (code, input) => {
    const decision = judge(input);
    expect(decision).toMatchObject({ kind: 'incomplete', allowedVolumesMl: [] });
    expect(codesOf(decision)).toEqual([code]);
  });

  it('an unknown sex is missing and asks both sexes’ questions', () => {
    const unknown = { ...healthyMan, donor: { ...healthyMan.donor, sex: null } };
    expect(codesOf(judge(unknown)).toSorted()).toEqual(['missing-answer', 'missing-sex']);
  });

  it('an observation that nobody marked is named', () => {
    const [, ...rest] = healthyMan.vitals.observations;
    expect(judge(vital({ observations: rest })).reasons).toMatchObject([
      { code: 'missing-observation', clause: '7.6', text: { en: 'Skin or sclera icteric' } },
    ]);
  });
});

describe('observations', () => {
  it.each([
    ['skin-and-sclera', 'refer'],
    ['skin-wounds', 'deferred'],
    ['limbs', 'refer'],
    ['puncture-site', 'deferred'],
    ['needle-tracks', 'refer'],
    ['pulse-rhythm', 'refer'],
  ])('%s abnormal makes the visit %s', (code, kind) => {
    const observations = healthyMan.vitals.observations.map((observation) =>
      observation.code === code ? { code, result: 'abnormal' as const } : observation,
    );
    expect(judge(vital({ observations }))).toMatchObject({ kind, reasons: [{ code }] });
  });

  it('a positive HBsAg rapid test defers until the laboratory has spoken', () => {
    expect(judge(test({ hbsAgRapid: 'positive' }))).toMatchObject({
      kind: 'deferred',
      reasons: [{ code: 'hbsag-rapid-positive', until: null, placesDeferral: true }],
    });
  });
});
