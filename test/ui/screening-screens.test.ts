import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { judge, limitsOf, limitWords } from '../../renderer/parts/limits-view.ts';
import { decisionView, registrationView } from '../../renderer/parts/verdict-view.ts';
import {
  missingVitals,
  nothingExamined,
  withMeasured,
  withObservation,
  withTyped,
} from '../../renderer/screens/examination/view-model.ts';
import {
  answersToSend,
  answerTo,
  eventNeeds,
  type Given,
  isSettled,
  progressOf,
  questionsFor,
  rulesBehind,
} from '../../renderer/screens/questionnaire/view-model.ts';
import { nothingTested } from '../../shared/domain/screening/nothing-tested.ts';
import { missingTests } from '../../renderer/screens/test/view-model.ts';
import {
  questionnaireAnswersSchema,
  questionnaireSchema,
  ruleSetSchema,
} from '../../shared/domain/screening/schema.ts';
import { GB, healthyMan, judge as decided } from '../support/screening-facts.ts';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../resources/${path}`, import.meta.url), 'utf8'));
const rules = ruleSetSchema.parse(read('rules/gb-18467-2011.json'));
const questionnaire = questionnaireSchema.parse(read('questionnaires/donor-health-inquiry.json'));

const question = (id: string) => {
  const found = questionnaire.items.find((item) => item.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

const expectedAnswers = (sex: 'male' | 'female'): Given =>
  Object.fromEntries(
    questionsFor(questionnaire, sex).map((item) => [
      item.id,
      answerTo(item, item.expected === 'yes' ? 'yes' : 'no', rules),
    ]),
  );

it('each sex is asked its own questions, and who is neither by the document is asked all', () => {
  const ids = (sex: 'male' | 'female' | 'unknown') =>
    questionsFor(questionnaire, sex).map(({ id }) => id);
  expect(ids('male')).not.toContain('q06');
  expect(ids('female')).not.toContain('q31');
  expect(ids('unknown')).toEqual(expect.arrayContaining(['q06', 'q31']));
  expect(ids('male')).not.toContain('q33');
});

it('nothing is answered beforehand: every question counts as open until it is pressed', () => {
  const questions = questionsFor(questionnaire, 'male');
  expect(progressOf(questions, {}, rules)).toEqual({
    total: questions.length,
    settled: 0,
    next: 'q01',
  });
  expect(progressOf(questions, expectedAnswers('male'), rules).next).toBeNull();
});

it('an unexpected answer stays open until its follow-up says which and since when', () => {
  const dental = question('q08');
  const bare = answerTo(dental, 'yes', rules);
  const [event] = bare.events;
  if (event === undefined) throw new Error('no follow-up');
  expect(isSettled(dental, { q08: bare }, rules)).toBe(false);
  const dated = { ...bare, events: [{ ...event, date: '2026-03-17' }] };
  expect(isSettled(dental, { q08: dated }, rules)).toBe(true);
  const ongoing = { ...bare, events: [{ ...event, active: true }] };
  expect(isSettled(dental, { q08: ongoing }, rules)).toBe(true);
});

it('an answer that may mean several things is open until one is named', () => {
  const cold = question('q10');
  expect(isSettled(cold, { q10: answerTo(cold, 'yes', rules) }, rules)).toBe(false);
});

it('a reason counted in hours asks for the time of day', () => {
  const [rule] = rulesBehind(question('q07'), rules);
  if (rule === undefined) throw new Error('no rule');
  expect(eventNeeds(rule)).toMatchObject({ date: true, time: true });
});

it('the answers sent are those of the contract, with the signature for the declaration', () => {
  const sent = answersToSend(questionnaire, 'female', expectedAnswers('female'));
  expect(questionnaireAnswersSchema.safeParse(sent).success).toBe(true);
  expect(sent.answers.at(-1)).toEqual({ itemId: 'q33', answer: 'signed', events: [] });
});

it('limits stand beside the field as the rules have them, and judge the same way', () => {
  const systolic = limitsOf(rules, 'systolicMmHg', 'male', false);
  expect(limitWords(systolic)?.values).toEqual({
    lowSign: '≥',
    low: '90',
    highSign: '<',
    high: '140',
  });
  expect(judge(139, systolic)).toBe('within');
  expect(judge(140, systolic)).toBe('outside');
  expect(judge(null, systolic)).toBe('none');
  const athlete = limitsOf(rules, 'pulsePerMin', 'male', true);
  expect(judge(52, athlete)).toBe('within');
  expect(judge(52, limitsOf(rules, 'pulsePerMin', 'male', false))).toBe('outside');
});

const reading = {
  systolicMmHg: 124,
  diastolicMmHg: 78,
  pulsePerMin: 72,
  device: 'bp',
  frame: 'raw',
  atMs: 1000,
};

it("a blood pressure is the device's until somebody changes it by hand", () => {
  const measured = withMeasured(nothingExamined, reading);
  expect(measured.source).toEqual({ kind: 'device', device: 'bp', frame: 'raw' });
  expect(withTyped(measured, 'weightKg', 70).source.kind).toBe('device');
  expect(withTyped(measured, 'diastolicMmHg', 80).source.kind).toBe('typed');
});

it('the examination is complete only with every vital and every finding marked', () => {
  let examined = withMeasured(nothingExamined, reading);
  examined = withTyped(withTyped(examined, 'weightKg', 68), 'temperatureC', 36.5);
  expect(missingVitals(examined.vitals, rules)).toEqual(['examination.look']);
  for (const { code } of rules.observations) examined = withObservation(examined, code, 'normal');
  expect(missingVitals(examined.vitals, rules)).toEqual([]);
});

it('haemoglobin may come by number or by drop, and an invalid rapid test is a missing one', () => {
  expect(missingTests(nothingTested, rules)).toContain('test.haemoglobin');
  expect(missingTests({ ...nothingTested, copperSulphatePass: true }, rules)).not.toContain(
    'test.haemoglobin',
  );
  expect(missingTests({ ...nothingTested, hbsAgRapid: 'invalid' }, rules)).toContain('test.hbsag');
});

it('an eligible decision is green with its volumes, a missed limit red with clause and date', () => {
  const good = decisionView(decided(healthyMan));
  expect(good.tone).toBe('go');
  expect(good.headline.values).toEqual({ volumes: '200 / 300 / 400' });
  const high = decided({ ...healthyMan, vitals: { ...healthyMan.vitals, systolicMmHg: 150 } });
  const view = decisionView(high);
  expect(view.tone).toBe('stop');
  expect(view.headline.key).toBe('verdict.deferred-until');
  expect(view.reasons[0]).toMatchObject({ clause: '7.3', isForGood: false });
});

it("a deferral on the station's list is worded by its rule, not by the rule's code", () => {
  const listed = decided({
    ...healthyMan,
    deferrals: [
      {
        reason: '6.1.14-infectious',
        clause: '6.1.14',
        permanent: true,
        until: null,
        bars: 'all',
        endedOn: null,
      },
    ],
  });
  expect(decisionView(listed).reasons[0]).toMatchObject({
    words: { key: 'screening.reason.deferral-on-list' },
    listedFor: '6.1.14-infectious',
    isForGood: true,
  });
});

it('too early is amber and a permanent deferral red, at registration', () => {
  const base = { reasons: [], ruleSet: { id: GB.id, version: 1 } };
  const early = registrationView({
    ...base,
    kind: 'too-early',
    earliest: [{ type: 'whole-blood', kind: 'on', date: '2027-02-02' }],
  });
  expect([early.tone, early.headline]).toEqual([
    'wait',
    { key: 'verdict.too-early', values: { day: { day: '2027-02-02' } } },
  ]);
  const never = registrationView({
    ...base,
    kind: 'deferred-permanently',
    earliest: [{ type: 'whole-blood', kind: 'never', date: null }],
  });
  expect([never.tone, never.headline.key]).toEqual(['stop', 'verdict.deferred-permanently']);
});
