import { readFileSync } from 'node:fs';
import {
  questionnaireSchema,
  ruleSetSchema,
  type Answer,
  type Decision,
  type Questionnaire,
  type ReportedEvent,
  type RuleSet,
  type ScreeningInput,
} from '../../shared/domain/screening/schema.ts';
import { decide } from '../../shared/domain/screening/decide.ts';

const readResource = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../resources/${path}`, import.meta.url), 'utf8'));

export const GB: RuleSet = ruleSetSchema.parse(readResource('rules/gb-18467-2011.json'));
export const DRAFT: RuleSet = ruleSetSchema.parse(readResource('rules/law-draft-2025.json'));
export const QUESTIONNAIRE: Questionnaire = questionnaireSchema.parse(
  readResource('questionnaires/donor-health-inquiry.json'),
);

export const goodAnswers = (sex: 'male' | 'female'): readonly Answer[] =>
  QUESTIONNAIRE.items
    .filter(({ appliesTo }) => appliesTo === 'all' || appliesTo === sex)
    .map(({ id, expected }) => ({ itemId: id, answer: expected, events: [] }));

const normalObservations = GB.observations.map(({ code }) => ({ code, result: 'normal' as const }));

/** A healthy man of 30, for the first time, on 2026-03-15 at ten: nothing against 400 mL. */
export const healthyMan: ScreeningInput = {
  donor: {
    sex: 'male',
    birthDate: '1996-01-01',
    firstTime: true,
    previousReaction: false,
    asksToDonate: null,
    knownAbo: null,
  },
  date: '2026-03-15',
  time: '10:00',
  wantedType: 'whole-blood',
  wantedVolumeMl: 400,
  hlaMatchedApproved: false,
  questionnaire: {
    questionnaireId: QUESTIONNAIRE.id,
    questionnaireVersion: QUESTIONNAIRE.version,
    answers: goodAnswers('male'),
  },
  vitals: {
    weightKg: 65,
    systolicMmHg: 120,
    diastolicMmHg: 75,
    pulsePerMin: 72,
    temperatureC: 36.5,
    enduranceAthlete: false,
    observations: normalObservations,
  },
  tests: {
    haemoglobinGPerL: 145,
    copperSulphatePass: null,
    altUPerL: 20,
    hbsAgRapid: 'negative',
    aboForward: 'A',
    haematocrit: 0.43,
    plateletsE9PerL: 220,
    predictedPlateletsE9PerL: 150,
  },
  history: [],
  deferrals: [],
  overrides: [],
};

export const healthyWoman: ScreeningInput = {
  ...healthyMan,
  donor: { ...healthyMan.donor, sex: 'female' },
  questionnaire: {
    questionnaireId: QUESTIONNAIRE.id,
    questionnaireVersion: QUESTIONNAIRE.version,
    answers: goodAnswers('female'),
  },
  tests: { ...healthyMan.tests, haemoglobinGPerL: 125 },
};

export const judge = (input: ScreeningInput, ruleSet: RuleSet = GB): Decision =>
  decide(input, ruleSet, QUESTIONNAIRE);

export const codesOf = (decision: Decision): readonly string[] =>
  decision.reasons.map(({ code }) => code);

export const withVitals = (
  base: ScreeningInput,
  vitals: Partial<ScreeningInput['vitals']>,
): ScreeningInput => ({ ...base, vitals: { ...base.vitals, ...vitals } });

export const withTests = (
  base: ScreeningInput,
  tests: Partial<ScreeningInput['tests']>,
): ScreeningInput => ({ ...base, tests: { ...base.tests, ...tests } });

export const withAnswer = (base: ScreeningInput, changed: Answer): ScreeningInput => {
  if (!base.questionnaire) throw new Error('the base has no answers to change');
  const answers = base.questionnaire.answers.map((answer) =>
    answer.itemId === changed.itemId ? changed : answer,
  );
  return { ...base, questionnaire: { ...base.questionnaire, answers } };
};

/** The donor reports one event at the first question that leads to its reason (question 32 otherwise). */
export const withEvent = (
  base: ScreeningInput,
  event: Partial<ReportedEvent> & { reason: string },
): ScreeningInput => {
  const item = QUESTIONNAIRE.items.find(
    ({ reasons, appliesTo }) =>
      reasons.includes(event.reason) && (appliesTo === 'all' || appliesTo === base.donor.sex),
  );
  return withAnswer(base, {
    itemId: item?.id ?? 'q32',
    answer: item?.expected === 'yes' ? 'no' : 'yes',
    events: [{ date: null, time: null, active: false, incubationDays: null, ...event }],
  });
};

export const on = (base: ScreeningInput, date: string, time: string | null = '10:00') => ({
  ...base,
  date,
  time,
});
