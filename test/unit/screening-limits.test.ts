import { describe, expect, it } from 'vitest';
import type { ScreeningInput } from '../../shared/domain/screening/schema.ts';
import { BOUNDARIES, platelets, test, vital } from '../support/screening-boundaries.ts';
import { codesOf, DRAFT, GB, healthyMan, judge } from '../support/screening-facts.ts';

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
