import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  answersToKeep,
  answersToSend,
  answerTo,
  type Given,
  givenFrom,
  questionsFor,
} from '../../renderer/screens/questionnaire/view-model.ts';
import { pagesOf, startAt } from '../../renderer/screens/self-service/pages.ts';
import { digitsOf, isPin } from '../../renderer/screens/self-service/pin.ts';
import {
  questionnaireAnswersSchema,
  questionnaireSchema,
} from '../../shared/domain/screening/schema.ts';
import { GB } from '../support/screening-facts.ts';

const questionnaire = questionnaireSchema.parse(
  JSON.parse(
    readFileSync(
      new URL('../../resources/questionnaires/donor-health-inquiry.json', import.meta.url),
      'utf8',
    ),
  ),
);
const questions = questionsFor(questionnaire, 'male');
const firstAnswered = (count: number): Given =>
  Object.fromEntries(
    questions
      .slice(0, count)
      .map((item) => [item.id, answerTo(item, item.expected === 'yes' ? 'yes' : 'no', GB)]),
  );

it('a draft is taken up again exactly as it was kept', () => {
  const given = firstAnswered(7);
  const kept = answersToKeep(questionnaire, 'male', given);
  expect(questionnaireAnswersSchema.safeParse(kept).success).toBe(true);
  expect(givenFrom(kept, questionnaire)).toEqual(given);
});

it('a draft of another version of the questions is not taken over', () => {
  const kept = answersToKeep(questionnaire, 'male', firstAnswered(7));
  expect(givenFrom({ ...kept, questionnaireVersion: 99 }, questionnaire)).toEqual({});
  expect(givenFrom(null, questionnaire)).toEqual({});
});

it('what was signed is never mistaken for an answer to go on from', () => {
  const sent = answersToSend(questionnaire, 'male', firstAnswered(questions.length));
  expect(Object.keys(givenFrom(sent, questionnaire))).not.toContain('q33');
});

it('a donor begins with the consent, and goes on at the first question without an answer', () => {
  const pages = pagesOf(questions);
  expect(startAt(pages, {})).toBe(0);
  expect(pages[startAt(pages, firstAnswered(7))]).toMatchObject({ kind: 'question', number: 8 });
  expect(pages[startAt(pages, firstAnswered(questions.length))]).toEqual({ kind: 'sign' });
});

it('a PIN is four to twelve digits, however they are typed', () => {
  expect(digitsOf('12a4-5')).toBe('1245');
  expect(digitsOf('1234567890123')).toHaveLength(12);
  expect([isPin('123'), isPin('1234'), isPin('123456789012'), isPin('12a4')]).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
